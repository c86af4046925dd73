import type { AssistSources } from "../assist/assist-sources.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { GridAdmin } from "./grid-admin.ts";
import type { Overview } from "./overview.ts";
import { transactionView } from "./transaction-view.ts";

/** What the answers read, wired to telemetry, the overview and the grid: the same figures the page shows. */
export function assistReadings(parts: {
  readonly telemetry: Telemetry;
  readonly overview: Overview;
  readonly admin: GridAdmin;
}): AssistSources {
  const { admin, overview, telemetry } = parts;
  return {
    series: async ({ fromMs, toMs, was, widthMs }) => telemetry.series.series({ fromMs, toMs, was }, widthMs),
    firstStoredMs: async () => telemetry.series.firstStoredMs(),
    servers: async () => overview.servers(),
    endpoints: async (range, limit) => telemetry.series.endpoints(range, limit),
    transactions: async (range, limit) =>
      telemetry.transactions.list(range, limit).transactions.map(transactionView.row),
    sessions: (limit) => admin.sessions({ search: "", sort: "age", offset: 0, limit, dead: false }),
    grid: () => admin.grid(),
  };
}
