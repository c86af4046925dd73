import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 40: a member that has hardly any memory. */
export const smallHeap: FaultRow = {
  row: "40",
  name: "heap near its limit",
  injects: "one member restarted with a heap of 48 MiB a process, under load for 5 s",
  expects: "it serves, or ends and is started again; nothing acknowledged is lost",
  members: [2, 32],
  needsHosts: false,
  deathsAllowed: 6,
  convergeMs: 20_000,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    await victim.stop();
    await victim.start({ env: { NODE_OPTIONS: "--max-old-space-size=48" } });
    await hold(5_000);
    await victim.stop();
    await victim.start();
  },
};
