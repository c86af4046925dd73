import { withLines } from "../inject/with-lines.ts";
import type { FaultRow } from "./fault-row.ts";

/** Row 21: the way between the hosts is long and uneven. */
export const delayedLine: FaultRow = {
  row: "21",
  name: "delay and jitter",
  injects: "75 ± 50 ms on every connection between members, each way, for about 4 s",
  expects: "nothing is lost or old; an answer waits two round trips longer at most",
  members: [2, 32],
  needsHosts: true,
  async run({ world, random, hold }) {
    await withLines(world, { random, delayMs: 75, jitterMs: 50 }, () => hold(4_000));
  },
};
