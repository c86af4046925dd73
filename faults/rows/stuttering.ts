import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 9: a grid whose event loop is blocked again and again, as by a long collection or a starved host. */
export const stuttering: FaultRow = {
  row: "9",
  name: "event loop blocked",
  injects: "SIGSTOP pulses of one grid for about 5 s: 50 to 900 ms stopped, 20 to 300 ms running",
  expects: "it accuses nobody else for its own pauses; nothing is lost or old",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    say(victim.name);
    const endMs = performance.now() + 5_000;
    try {
      while (performance.now() < endMs) {
        victim.signalGrid("SIGSTOP");
        await hold(50 + random.below(850));
        victim.signalGrid("SIGCONT");
        await hold(20 + random.below(280));
      }
    } finally {
      victim.signalGrid("SIGCONT");
    }
  },
};
