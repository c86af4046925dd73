/** The reads of an answer that telemetry serves; sessions and grid come from the grid process and are wired beside it. */
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { AssistSources, TransactionReading } from "./assist-sources.ts";

export type TelemetrySources = Pick<
  AssistSources,
  "series" | "firstStoredMs" | "servers" | "endpoints" | "transactions"
>;

export function telemetrySources({ series, servers, transactions }: Telemetry): TelemetrySources {
  return {
    series: async (range) =>
      range.widthMs >= range.toMs - range.fromMs
        ? [series.total(range)]
        : series.series(range, range.widthMs),
    firstStoredMs: async () => series.firstStoredMs(),
    servers: async () => servers.servers(),
    endpoints: async (range, limit) => series.endpoints(range, limit),
    transactions: async (range, limit) =>
      transactions.list(range, limit).transactions.map(
        ({ was, row }): TransactionReading => ({
          id: row.traceId + row.spanId,
          was,
          startMs: Math.floor(row.startUs / 1000),
          durationUs: row.durationUs,
          status: row.status,
          endpoint: row.endpoint,
          sqlCount: row.sqlCount,
          sqlUs: row.sqlUs,
        }),
      ),
  };
}
