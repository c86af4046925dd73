import type { FaultRow } from "./fault-row.ts";
import { splitOf } from "./split-of.ts";

/** Row 10: the members fall into two groups that hear nothing of each other; both are written. */
export const fullPartition: FaultRow = {
  row: "10",
  name: "full partition",
  injects: "every packet between two groups of members is dropped for 0.5 to 6 s, both sides written",
  expects: "both sides serve; what was acknowledged before holds; they converge within 10 s",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold, say }) {
    const [left, right] = splitOf(world.members.length, random);
    say(`${left} from ${right}`);
    await Promise.all(left.flatMap((a) => right.map((b) => world.net.cut(a, b))));
    await hold(500 + random.below(5_500));
    await world.net.heal();
  },
};
