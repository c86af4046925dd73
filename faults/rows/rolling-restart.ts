import type { FaultRow } from "./fault-row.ts";

/** Row 33: every member is stopped in order and started again, one after the other. */
export const rollingRestart: FaultRow = {
  row: "33",
  name: "rolling restart",
  injects: "SIGTERM and start of one member after the other",
  expects: "nothing is lost or old; no request fails because of it",
  members: [2, 32],
  needsHosts: false,
  async run({ world, hold }) {
    for (const member of world.members) {
      await member.stop();
      await member.start();
      await world.converged(20_000);
      await hold(200);
    }
  },
};
