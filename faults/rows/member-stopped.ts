import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 8: a member is frozen in the middle of its work and wakes up into a world that went on without it. */
export const memberStopped: FaultRow = {
  row: "8",
  name: "member stopped and woken",
  injects: "SIGSTOP of every process of one member for 0.4 to 6 s (now and then 20), then SIGCONT",
  expects: "others go on; awake again it serves no old state and wins no conflict",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    const ms = random.next() < 0.05 ? 20_000 : 400 + random.below(5_600);
    say(`${victim.name} ${ms} ms`);
    victim.signalAll("SIGSTOP");
    try {
      await hold(ms);
    } finally {
      victim.signalAll("SIGCONT");
    }
  },
};
