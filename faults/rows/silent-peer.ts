import { withLines } from "../inject/with-lines.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 23: whoever is dialled accepts and never speaks. */
export const silentPeer: FaultRow = {
  row: "23",
  name: "peer accepts and never speaks",
  injects: "every connection between members is accepted by someone who says nothing, for 3 to 6 s",
  expects: "given up within 3 s; changes are flagged; convergence",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run({ world, random, hold }) {
    const ms = 3_000 + random.below(3_000);
    await withLines(world, { random, delayMs: 0, jitterMs: 0, silent: true }, () => hold(ms));
  },
};
