/**
 * One finished transaction with its calls, row-wise: what ingest makes of a batch, what span blocks hold and what the
 * page shows. Ids are lower-case hex. Times are microseconds.
 */
export interface TransactionRow {
  /** Since the epoch. */
  readonly startUs: number;
  readonly durationUs: number;
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** 16 hex digits; empty when the request came without traceparent. */
  readonly parentSpanId: string;
  readonly endpoint: string;
  readonly path: string;
  readonly status: number;
  readonly error: string;
  readonly address: string;
  /** 16 hex digits of the session's key; empty without a session. */
  readonly sessionKey: string;
  /** 16 hex digits: hash of the configured cookie; empty when absent. */
  readonly userHash: string;
  readonly cpuUs: number;
  readonly sqlUs: number;
  readonly sqlCount: number;
  readonly sessionUs: number;
  readonly app: string;
  readonly thread: string;
  readonly calls: readonly CallRow[];
}

/** One call inside a transaction. */
export interface CallRow {
  /** "jdbc", "http" or "pool". */
  readonly kind: string;
  readonly text: string;
  readonly target: string;
  /** After the transaction's start. */
  readonly offsetUs: number;
  readonly durationUs: number;
  /** Rows read or changed, or the HTTP status; negative when not known. */
  readonly rows: number;
  readonly error: string;
  readonly spanId: string;
}
