import type { FaultRow } from "./fault-row.ts";

/** Row 12: the smaller part of the members is cut off. */
export const minorityCutOff: FaultRow = {
  row: "12",
  name: "minority cut off",
  injects: "one of three, or two of five, cut off from the others for 1 to 6 s",
  expects: "the smaller side's changes are flagged where it holds too few copies; convergence",
  members: [3, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold }) {
    const count = world.members.length;
    const first = random.below(count);
    const few = new Set(Array.from({ length: Math.floor((count - 1) / 2) }, (_, i) => (first + i) % count));
    for (let a = 0; a < count; a += 1) {
      for (let b = 0; b < count; b += 1) if (few.has(a) && !few.has(b)) await world.net.cut(a, b);
    }
    await hold(1_000 + random.below(5_000));
    await world.net.heal();
  },
};
