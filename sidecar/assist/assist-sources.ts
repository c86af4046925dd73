/**
 * What the answers read, as ports: the watch process wires them to telemetry's queries and to the grid's admin service.
 * All figures are merged over the members of the grid that are known here. A figure that is not known is null, never 0.
 * Every call gets a signal that fires at its deadline; a call that fails becomes "not known" in the answer, not an error.
 */

/** Which users are counted by: client address, session id, configured cookie. */
export type UserKey = "address" | "session" | "cookie";

/** The reads an answer is made of. */
export interface AssistSources {
  /**
   * Points of `widthMs` from `fromMs` (inclusive) to `toMs` (exclusive), oldest first. Each point is *merged*: distinct
   * users and percentiles from the union of its sketches, never summed or averaged. A width equal to the range gives
   * one point. Points without a stored bucket may be left out or come with `coveredMs` 0.
   */
  series(range: SeriesRange, signal: AbortSignal): Promise<readonly SeriesPoint[]>;
  /** Start of the oldest bucket that is stored; null when nothing is. */
  firstStoredMs(signal: AbortSignal): Promise<number | null>;
  /** Every WAS that is known, as it is now. */
  servers(signal: AbortSignal): Promise<readonly ServerReading[]>;
  /** Totals by endpoint in the range, most total time first. */
  endpoints(range: TimeRange, limit: number, signal: AbortSignal): Promise<readonly EndpointReading[]>;
  /** Transactions in the range, slowest first. */
  transactions(range: TimeRange, limit: number, signal: AbortSignal): Promise<readonly TransactionReading[]>;
  /** Live sessions, oldest first. Throws when the grid cannot be asked. */
  sessions(limit: number, signal: AbortSignal): Promise<SessionPage>;
  /** The grid as it is now. Throws when the grid cannot be asked. */
  grid(signal: AbortSignal): Promise<GridReading>;
}

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of this server alone; of all without it. */
  readonly was?: string;
}

export interface SeriesRange extends TimeRange {
  readonly widthMs: number;
}

/** One merged point; an ApiPoint with error bounds and coverage. */
export interface SeriesPoint {
  readonly startMs: number;
  readonly widthMs: number;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly p99Us: number | null;
  readonly users: Readonly<Record<UserKey, DistinctReading>>;
  /** Mean over servers and buckets that reported; 0..1. */
  readonly cpu: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapMaxBytes: number | null;
  /** How much of the point has at least one stored bucket, milliseconds. */
  readonly coveredMs: number;
}

export interface DistinctReading {
  readonly count: number;
  /** Relative standard error, for example 0.0081. */
  readonly error: number;
}

/** A WAS; the part of ApiServer an answer needs. */
export interface ServerReading {
  readonly was: string;
  readonly node: string;
  readonly state: "up" | "stale" | "down";
  readonly lastSeenMs: number;
  readonly startedMs: number;
  readonly sessionMode: string;
  readonly tps: number;
  readonly p95Us: number | null;
  readonly errorShare: number;
  readonly cpu: number | null;
  readonly heapUsedAfterGcBytes: number;
  readonly heapMaxBytes: number;
  readonly gcShare: number | null;
  readonly inFlight: readonly [number, number, number, number];
}

/** Totals of one endpoint; as in ApiEndpoints. */
export interface EndpointReading {
  readonly endpoint: string;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly totalUs: number;
  readonly sqlShare: number;
}

/** One transaction; the part of ApiTransactionRow an answer needs. */
export interface TransactionReading {
  readonly id: string;
  readonly was: string;
  readonly startMs: number;
  readonly durationUs: number;
  readonly status: number;
  readonly endpoint: string;
  readonly sqlCount: number;
  readonly sqlUs: number;
}

export interface SessionPage {
  readonly sessions: readonly SessionReading[];
  /** How many there are, also beyond the limit. */
  readonly total: number;
}

/** One session; the part of ApiSession an answer needs. */
export interface SessionReading {
  readonly key: string;
  readonly app: string;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  readonly bytes: number;
  readonly copies: number;
  readonly writes: number;
}

/** The grid; the part of ApiGrid an answer needs. */
export interface GridReading {
  readonly node: string;
  readonly mode: "solo" | "pair" | "pair+witness" | "grid" | "grid-strict" | "valkey";
  readonly state: "clustered" | "degraded" | "recovering" | "unreachable";
  readonly members: readonly { readonly node: string; readonly state: string; readonly sinceMs: number }[];
  readonly sessions: number;
  readonly sessionsWithAllCopies: number;
  readonly acknowledged: number;
  readonly acknowledgedDegraded: number;
  readonly conflicts: number;
  readonly lagMs: number;
  readonly events: readonly GridEventReading[];
}

/** A line of the failover history, with its words in both languages. */
export interface GridEventReading {
  readonly atMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly durationMs: number;
  readonly ko: string;
  readonly en: string;
}
