import type { GaugeReading } from "./gauge-reading.ts";

/** What an agent sends at once, as it comes off the wire: columns and dictionary ids, nothing checked yet. */
export interface TelemetryBatch {
  readonly seq: number;
  readonly hello: AgentIdentity | null;
  readonly strings: readonly string[];
  readonly transactions: TransactionColumns | null;
  readonly calls: CallColumns | null;
  readonly gauges: GaugeReading | null;
  readonly ledger: AgentLedger | null;
  readonly logs: readonly { readonly atMs: number; readonly level: string; readonly message: string }[];
}

/** Who an agent is. `incarnation` changes with every start of the JVM. */
export interface AgentIdentity {
  readonly protocol: number;
  readonly was: string;
  readonly server: string;
  readonly jvm: string;
  readonly pid: number;
  readonly startedMs: number;
  readonly agentVersion: string;
  readonly incarnation: string;
  readonly sessionHook: string;
}

export interface TransactionColumns {
  readonly startUsDelta: readonly number[];
  readonly durationUs: readonly number[];
  readonly traceIds: Uint8Array;
  readonly spanIds: Uint8Array;
  readonly parentSpanIds: Uint8Array;
  readonly endpoint: readonly number[];
  readonly path: readonly number[];
  readonly status: readonly number[];
  readonly error: readonly number[];
  readonly address: readonly number[];
  readonly sessionKeys: Uint8Array;
  readonly userHashes: Uint8Array;
  readonly cpuUs: readonly number[];
  readonly sqlUs: readonly number[];
  readonly sqlCount: readonly number[];
  readonly sessionUs: readonly number[];
  readonly app: readonly number[];
  readonly thread: readonly number[];
}

export interface CallColumns {
  readonly transaction: readonly number[];
  readonly kind: readonly number[];
  readonly text: readonly number[];
  readonly offsetUs: readonly number[];
  readonly durationUs: readonly number[];
  readonly rows: readonly number[];
  readonly error: readonly number[];
  readonly spanIds: Uint8Array;
  readonly target: readonly number[];
}

/** The agent's own count since its start: created = sent + dropped + what is still in its ring. */
export interface AgentLedger {
  readonly transactionsCreated: number;
  readonly transactionsSent: number;
  readonly transactionsDropped: readonly { readonly reason: string; readonly count: number }[];
  readonly callsCreated: number;
  readonly callsSent: number;
  readonly callsDropped: readonly { readonly reason: string; readonly count: number }[];
}
