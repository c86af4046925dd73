/**
 * What the steps of a plan brought back, by step id. A step that failed or was late has no result and a reason; asking for
 * it gives null, so that missing data becomes a fact of the answer.
 */
import type {
  EndpointReading,
  GridReading,
  SeriesPoint,
  ServerReading,
  SessionPage,
  TransactionReading,
} from "./assist-sources.ts";

export interface ReadingResults {
  readonly series: ReadonlyMap<string, readonly SeriesPoint[]>;
  readonly firstStoredMs: number | null;
  readonly servers: readonly ServerReading[] | null;
  readonly endpoints: readonly EndpointReading[] | null;
  readonly transactions: readonly TransactionReading[] | null;
  readonly sessions: SessionPage | null;
  readonly grid: GridReading | null;
}

export class Readings implements ReadingResults {
  readonly series = new Map<string, readonly SeriesPoint[]>();
  firstStoredMs: number | null = null;
  servers: readonly ServerReading[] | null = null;
  endpoints: readonly EndpointReading[] | null = null;
  transactions: readonly TransactionReading[] | null = null;
  sessions: SessionPage | null = null;
  grid: GridReading | null = null;
  /** Steps without a result, and why. */
  readonly failures: { readonly tool: string; readonly reason: string }[] = [];

  /** The one point of a step that asked for one; null when nothing is stored there. */
  point(id: string): SeriesPoint | null {
    const points = this.series.get(id)?.filter(({ coveredMs }) => coveredMs > 0);
    return points?.[0] ?? null;
  }
}
