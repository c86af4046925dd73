import type { FaultRow } from "./fault-row.ts";

/** Not of the catalogue: the control. What breaks here breaks without any fault. */
export const noFault: FaultRow = {
  row: "0",
  name: "no fault",
  injects: "nothing, for 3 s",
  expects: "nothing is lost or old; every answer fits one order",
  members: [2, 32],
  needsHosts: false,
  async run({ hold }) {
    await hold(3_000);
  },
};
