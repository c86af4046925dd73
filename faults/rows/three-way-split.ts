import type { FaultRow } from "./fault-row.ts";

/** Row 13: three groups that hear nothing of each other, then two of them meet, then all. */
export const threeWaySplit: FaultRow = {
  row: "13",
  name: "three-way split",
  injects: "members in three groups for 2 s, two of them joined for 2 s, then all",
  expects: "every side serves; what was acknowledged before holds; convergence",
  members: [3, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold }) {
    const turn = random.below(world.members.length);
    const group = (index: number): number => (index + turn) % 3;
    const cutBetween = async (apart: (a: number, b: number) => boolean): Promise<void> => {
      for (const [a] of world.members.entries()) {
        for (let b = a + 1; b < world.members.length; b += 1) {
          if (apart(group(a), group(b))) await world.net.cut(a, b);
        }
      }
    };
    await cutBetween((a, b) => a !== b);
    await hold(2_000);
    await world.net.heal();
    await cutBetween((a, b) => (a === 2) !== (b === 2));
    await hold(2_000);
    await world.net.heal();
  },
};
