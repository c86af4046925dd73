import { createHash } from "node:crypto";
import type { TelemetryBatch } from "../telemetry/telemetry-batch.ts";

/** What `telemetryBatch` makes. */
export interface TelemetryBatchOptions {
  readonly seq: number;
  readonly was: string;
  /** When the transactions ended, milliseconds. */
  readonly endMs: number;
  readonly count: number;
  /** Distinct addresses, sessions and cookies among them. */
  readonly users: number;
  /** Ids count up from here; the same ids are the same transactions. */
  readonly firstId?: number;
  readonly durationUs?: number;
  readonly status?: number;
  readonly incarnation?: string;
  /** Strings are sent only with the first batch of a stream. */
  readonly greet?: boolean;
}

/** A batch as an agent sends it: each transaction with one JDBC call. */
export function telemetryBatch(options: TelemetryBatchOptions): TelemetryBatch {
  const { count, users, was } = options;
  const first = options.firstId ?? 0;
  const durationUs = options.durationUs ?? 12_000;
  const greet = options.greet ?? options.seq === 1;
  const column = (value: (row: number) => number): number[] =>
    Array.from({ length: count }, (_, row) => value(row));
  const ids = (width: number, salt: string, of: (row: number) => number): Buffer =>
    Buffer.concat(column((row) => row).map((row) => idBytes(`${salt} ${was} ${of(row)}`, width)));
  return {
    seq: options.seq,
    hello: greet
      ? {
          protocol: 1,
          was,
          server: "Apache Tomcat/10.1.59",
          jvm: "OpenJDK 17",
          pid: 1,
          startedMs: options.endMs - 60_000,
          agentVersion: "0.1.0",
          incarnation: options.incarnation ?? "first",
          sessionHook: "tomcat-10.1",
        }
      : null,
    strings: options.seq === 1 ? [...STRINGS, ...addresses(users)] : [],
    transactions: {
      startUsDelta: column((row) => (row === 0 ? options.endMs * 1000 - durationUs : 0)),
      durationUs: column(() => durationUs),
      traceIds: ids(16, "trace", (row) => first + row),
      spanIds: ids(8, "span", (row) => first + row),
      parentSpanIds: Buffer.alloc(count * 8),
      endpoint: column((row) => 1 + (row % 2)),
      path: column(() => 3),
      status: column(() => options.status ?? 200),
      error: column(() => 0),
      address: column((row) => STRINGS.length + 1 + (row % users)),
      sessionKeys: ids(8, "session", (row) => row % users),
      userHashes: ids(8, "user", (row) => row % users),
      cpuUs: column(() => 900),
      sqlUs: column(() => 4_000),
      sqlCount: column(() => 1),
      sessionUs: column(() => 150),
      app: column(() => 4),
      thread: column(() => 5),
    },
    calls: {
      transaction: column((row) => row),
      kind: column(() => 6),
      text: column(() => 7),
      offsetUs: column(() => 1_000),
      durationUs: column(() => 4_000),
      rows: column(() => 12),
      error: column(() => 0),
      spanIds: ids(8, "call", (row) => first + row),
      target: column(() => 8),
    },
    gauges: null,
    ledger: null,
    logs: [],
  };
}

const STRINGS = [
  "GET /shop/orders",
  "POST /shop/cart",
  "/shop/orders",
  "/shop",
  "http-nio-8080-exec-1",
  "jdbc",
  "select * from orders where user_id = ?",
  "jdbc:h2:tcp://localhost/shop",
];

function addresses(users: number): string[] {
  return Array.from({ length: users }, (_, user) => `192.0.2.${user}`);
}

function idBytes(text: string, width: number): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, width);
}
