import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";

/** The numbers below `count` in two groups, none of them empty. */
export function splitOf(count: number, random: SeededRandom): readonly [number[], number[]] {
  const all = Array.from({ length: count }, (_, i) => ({ i, at: random.next() })).sort((a, b) => a.at - b.at);
  const cut = 1 + random.below(count - 1);
  const order = all.map(({ i }) => i);
  return [order.slice(0, cut), order.slice(cut)];
}
