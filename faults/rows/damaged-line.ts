import { withLines } from "../inject/with-lines.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 21, second half of its injector: bits change on the way, more than a checksum of TCP would let through. */
export const damagedLine: FaultRow = {
  row: "21b",
  name: "bits changed on the way",
  injects: "one bit in a fiftieth of the pieces between members is changed for about 4 s",
  expects: "a damaged connection is ended and made anew; nothing wrong is ever stored",
  members: [2, 32],
  needsHosts: true,
  async run({ world, random, hold }) {
    await withLines(world, { random, delayMs: 1, jitterMs: 1, corruptShare: 0.02 }, () => hold(4_000));
  },
};
