import type { ApiGrid } from "./api-grid-types.ts";

/**
 * What the page and the sidecar say to each other: every JSON body of `/api/…` and every message of the
 * live socket. The page imports these types; nothing here runs. Times are milliseconds since the epoch,
 * durations carry their unit, shares are 0..1. A figure that is not known is null, never 0.
 */

export type {
  ApiAnswer,
  ApiAnswerPart,
  ApiChart,
  ApiFact,
  ApiQuestion,
  ApiTable,
} from "./api-answer-types.ts";

export type {
  ApiGrid,
  ApiKill,
  ApiKillResult,
  ApiSession,
  ApiSessionDetail,
  ApiSessionList,
} from "./api-grid-types.ts";

/** Body of every answer that is not 2xx. `code` is stable; `message` says what to do. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
}

/** GET /api/meta: who answers, and how it was set up. */
export interface ApiMeta {
  readonly node: string;
  readonly version: string;
  readonly timeZone: string;
  /** Cookie by which users are told apart, or empty. */
  readonly userCookie: string;
  /** Model that words the answers, or null when the templates do. */
  readonly model: string | null;
  readonly nowMs: number;
}

/** Which users are counted by: client address, session id, configured cookie. */
export type UserKey = "address" | "session" | "cookie";

/** A distinct count with the error bound of its sketch. */
export interface ApiDistinct {
  readonly count: number;
  /** Relative standard error, for example 0.0081. */
  readonly error: number;
}

/** One point of the overview: two seconds, or wider for longer ranges. Merged over the members. */
export interface ApiPoint {
  readonly startMs: number;
  readonly widthMs: number;
  readonly count: number;
  readonly errors: number;
  readonly p50Us: number | null;
  readonly p95Us: number | null;
  readonly p99Us: number | null;
  /** Distinct users of this point alone. */
  readonly users: Readonly<Record<UserKey, number>>;
  /** Mean over the servers that reported; null when none did. */
  readonly cpu: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapMaxBytes: number | null;
}

/** GET /api/overview?from=MS&to=MS[&was=NAME] (default: the last 15 minutes). */
export interface ApiOverview {
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthMs: number;
  readonly points: readonly ApiPoint[];
  /** Distinct users over the last 5 minutes of the range, by each key: "concurrent users". */
  readonly concurrent: Readonly<Record<UserKey, ApiDistinct>>;
  readonly servers: readonly ApiServer[];
  /** One sentence in words; see ApiSentence. */
  readonly sentence: ApiSentence;
  readonly events: readonly ApiEvent[];
  /** Members whose figures are in here, of all that are known: "2 of 2". */
  readonly completeness: { readonly reported: number; readonly known: number };
}

/** How it is, in words. `level` colours it; `since` is null when all is well. */
export interface ApiSentence {
  readonly level: "ok" | "watch" | "bad" | "unknown";
  readonly ko: string;
  readonly en: string;
  readonly sinceMs: number | null;
}

/** One WAS with its sidecar. */
export interface ApiServer {
  readonly was: string;
  readonly node: string;
  /** "up", "stale" (no word for 6 s), "down". */
  readonly state: "up" | "stale" | "down";
  readonly lastSeenMs: number;
  readonly server: string;
  readonly jvm: string;
  readonly startedMs: number;
  /** "clustered", "degraded", "local", "recovering", "off" as the agent sees it. */
  readonly sessionMode: string;
  readonly sessionHook: string;
  readonly tps: number;
  readonly p95Us: number | null;
  readonly errorShare: number;
  readonly cpu: number | null;
  readonly systemCpu: number | null;
  readonly heapUsedBytes: number;
  readonly heapUsedAfterGcBytes: number;
  readonly heapMaxBytes: number;
  readonly gcShare: number | null;
  readonly threads: number;
  readonly connectors: readonly ApiPool[];
  readonly jdbcPools: readonly ApiPool[];
  /** Requests running now: < 1 s, < 3 s, < 8 s, longer. */
  readonly inFlight: readonly [number, number, number, number];
  readonly nearSessions: number;
  /** CPU share of the agent's own threads over the last minute. */
  readonly agentCpu: number | null;
  readonly heapPools: readonly {
    readonly name: string;
    readonly usedBytes: number;
    readonly maxBytes: number;
  }[];
}

export interface ApiPool {
  readonly name: string;
  readonly busy: number;
  readonly size: number;
  readonly max: number;
  readonly waiting: number;
}

/** A line of the timeline: failovers, restarts, degradations, kills. */
export interface ApiEvent {
  readonly atMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly durationMs: number;
  readonly ko: string;
  readonly en: string;
}

/** GET /api/dots?from=MS&to=MS[&was=NAME][&minUs=..&maxUs=..][&limit=N]: the scatter, columnar, newest last. */
export interface ApiDots {
  readonly startMs: readonly number[];
  readonly durationUs: readonly number[];
  readonly status: readonly number[];
  /** 32 + 16 hex digits: trace id and span id. */
  readonly id: readonly string[];
  readonly endpoint: readonly number[];
  readonly endpoints: readonly string[];
  readonly was: readonly number[];
  readonly wases: readonly string[];
  /** How many there were in the range; more than sent when `limit` cut them (errors are never cut). */
  readonly total: number;
}

/** GET /api/transactions?from&to&minUs&maxUs[&errors=1][&endpoint=..][&limit]: rows behind a selection, slowest first. */
export interface ApiTransactionList {
  readonly transactions: readonly ApiTransactionRow[];
  readonly total: number;
}

export interface ApiTransactionRow {
  readonly id: string;
  readonly was: string;
  readonly startMs: number;
  readonly durationUs: number;
  readonly status: number;
  readonly endpoint: string;
  readonly path: string;
  readonly error: string;
  readonly sqlCount: number;
  readonly sqlUs: number;
  readonly address: string;
}

/** GET /api/transactions/:id (48 hex digits): one transaction with its calls, and the others of its trace. */
export interface ApiTransaction extends ApiTransactionRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly app: string;
  readonly thread: string;
  readonly cpuUs: number;
  /** Waiting for session load and save. */
  readonly sessionUs: number;
  /** First 16 hex digits of the session's key; null without a session. */
  readonly sessionKey: string | null;
  readonly calls: readonly ApiCall[];
  readonly related: readonly ApiTransactionRow[];
  /** Members that could not be asked. */
  readonly missing: readonly string[];
}

export interface ApiCall {
  readonly kind: "jdbc" | "http" | "pool";
  readonly text: string;
  readonly target: string;
  readonly offsetUs: number;
  readonly durationUs: number;
  /** Rows read or changed; HTTP status for "http"; null when not known. */
  readonly rows: number | null;
  readonly error: string;
}

/** GET /api/endpoints?from&to: totals by endpoint, most total time first. */
export interface ApiEndpoints {
  readonly endpoints: readonly {
    readonly endpoint: string;
    readonly count: number;
    readonly errors: number;
    readonly p50Us: number | null;
    readonly p95Us: number | null;
    readonly totalUs: number;
    readonly sqlShare: number;
  }[];
}

/** GET /api/ledger: created = stored + dropped, from the agent's ring to here. */
export interface ApiLedger {
  readonly agents: readonly {
    readonly was: string;
    readonly created: number;
    readonly stored: number;
    readonly pending: number;
    readonly dropped: readonly { readonly reason: string; readonly count: number }[];
  }[];
}

/** Messages of the live socket (`/live`), server to page. The first is "hello". */
export type LiveMessage =
  | { readonly kind: "hello"; readonly meta: ApiMeta }
  /** Every two seconds: the newest closed point, merged over the members, and the servers as they are. */
  | {
      readonly kind: "tick";
      readonly point: ApiPoint;
      readonly concurrent: ApiOverview["concurrent"];
      readonly servers: readonly ApiServer[];
      readonly sentence: ApiSentence;
      readonly completeness: ApiOverview["completeness"];
    }
  /** Transactions that ended since the last message. */
  | { readonly kind: "dots"; readonly dots: ApiDots }
  | { readonly kind: "grid"; readonly grid: ApiGrid }
  | { readonly kind: "event"; readonly event: ApiEvent };
