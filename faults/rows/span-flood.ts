import { ReportClient } from "../../sidecar/testing/report-client.ts";
import { telemetryBatch } from "../../sidecar/testing/telemetry-batch.ts";
import type { FaultRow } from "./fault-row.ts";

/** Some ten times what two busy Tomcats report. */
const BATCH = 2_000;
const EVERY_MS = 100;

/** Row 39: telemetry at many times its usual rate, beside the sessions. */
export const spanFlood: FaultRow = {
  row: "39",
  name: "span flood",
  injects: "20,000 transactions a second reported to every member for 5 s",
  expects: "what is too much is dropped and counted; sessions are served as before",
  members: [2, 32],
  needsHosts: false,
  async run({ world, hold }) {
    const reporters = world.members.map(({ runDir }) => {
      return new ReportClient(`unix:${runDir.telemetrySocket}`, runDir.token());
    });
    const endMs = performance.now() + 5_000;
    for (let seq = 1; performance.now() < endMs; seq += 1) {
      for (const reporter of reporters) {
        reporter.send(
          telemetryBatch({
            seq,
            was: "flood",
            endMs: Date.now(),
            count: BATCH,
            users: 100,
            firstId: seq * BATCH,
          }),
        );
      }
      await hold(EVERY_MS);
    }
    for (const reporter of reporters) reporter.close();
  },
};
