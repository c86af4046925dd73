import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 6: all were stopped in order; all start again, one of them late. The early ones do not know everything yet. */
export const oneSlowColdStart: FaultRow = {
  row: "6",
  name: "all cold, one slow",
  injects: "a stop of every member and a start of all, one of them 1 to 5 s later",
  expects: "those that start first say that they cannot know yet, never that there is no such session",
  members: [2, 32],
  needsHosts: false,
  convergeMs: 15_000,
  async run({ world, random, hold, say }) {
    const [late, ...early] = shuffled(world.members, random.next) as [Member, ...Member[]];
    // The late one takes changes alone for a moment: it knows what the early ones cannot.
    await Promise.all(early.map((member) => member.stop()));
    await hold(300);
    await late.stop();
    say(`${late.name} late`);
    await Promise.all(early.map((member) => member.start()));
    await hold(1_000 + random.below(4_000));
    await late.start();
  },
};

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
