import { createHash } from "node:crypto";
import type { BatchInput } from "../rpc/gen/telemetry.ts";
import { ReportClient } from "./report-client.ts";

/** What `PageTraffic` is made from. */
export interface PageTrafficOptions {
  /** gRPC address of the telemetry service, and its token. */
  readonly address: string;
  readonly token: string;
  readonly was: string;
  /** Session keys in hex the transactions belong to; none: no sessions. */
  readonly sessionKeys?: readonly string[];
}

/** One kind of request of the pretended shop. */
interface Kind {
  readonly endpoint: string;
  readonly path: string;
  readonly sql: string;
  readonly typicalUs: number;
  readonly calls: number;
}

/** The slow search is slow on purpose; the last two carry markup where a careless page would run it. */
const KINDS: readonly Kind[] = [
  kind(
    "GET /shop/catalogue",
    "/shop/catalogue",
    "SELECT id, name, price FROM goods ORDER BY id LIMIT 40",
    14_000,
    1,
  ),
  kind("GET /shop/item/{id}", "/shop/item/17", "SELECT * FROM goods WHERE id = ?", 8_000, 2),
  kind("POST /shop/cart", "/shop/cart", "UPDATE stock SET held = held + ? WHERE goods_id = ?", 21_000, 2),
  kind(
    "GET /shop/search",
    "/shop/search",
    "SELECT * FROM goods WHERE name LIKE ? /* 느린 검색 */",
    1_900_000,
    1,
  ),
  kind("POST /shop/order", "/shop/order", "INSERT INTO orders (user_id, total) VALUES (?, ?)", 90_000, 7),
  kind(
    'GET /shop/<img src=x onerror="window.hacked=1">',
    '/shop/"><script>window.hacked=2</script>',
    "SELECT '<script>window.hacked=3</script>' FROM dual",
    30_000,
    1,
  ),
];
const ERROR = "java.lang.IllegalStateException: <b>재고가 없습니다</b><script>window.hacked=4</script>";
/** Which request comes how often: of twenty, one is slow and one carries markup. */
const MIX = [0, 1, 0, 2, 1, 0, 1, 4, 0, 1, 3, 0, 1, 2, 5, 0, 1, 0, 2, 1];
const CALLS_MAX = 8;

/** An agent that pretends a shop: varied transactions with SQL, failures, users, and the gauges of a JVM. */
export class PageTraffic {
  readonly #client: ReportClient;
  readonly #options: PageTrafficOptions;
  readonly #strings = new Map<string, number>();
  #fresh: string[] = [];
  #seq = 0;
  #made = 0;

  constructor(options: PageTrafficOptions) {
    this.#options = options;
    this.#client = new ReportClient(options.address, options.token);
  }

  /** Sends so many transactions that began within the `spreadMs` before `endMs`, with one reading of the gauges. */
  send(count: number, endMs: number, spreadMs: number): number {
    const rows = Array.from({ length: count }, (_, index) =>
      this.#row(endMs - spreadMs + (spreadMs * index) / count),
    );
    const seq = ++this.#seq;
    const transactions = this.#transactions(rows);
    const calls = this.#calls(rows);
    const batch: BatchInput = {
      seq,
      ...(seq === 1 ? { hello: this.#hello(endMs) } : {}),
      strings: this.#fresh,
      transactions,
      calls,
      gauges: gauges(endMs),
      ledger: {
        transactionsCreated: this.#made,
        transactionsSent: this.#made,
        transactionsDropped: [],
        callsCreated: 0,
        callsSent: 0,
        callsDropped: [],
      },
    };
    this.#fresh = [];
    this.#client.send(batch);
    return seq;
  }

  answered(seq: number): Promise<boolean> {
    return this.#client.answered(seq);
  }

  close(): void {
    this.#client.close();
  }

  #row(startMs: number): Row {
    const n = this.#made++;
    const chosen = KINDS[MIX[n % MIX.length] as number] as Kind;
    // A fixed spread without randomness: every run draws the same picture.
    const factor = 0.5 + ((n * 7919) % 100) / 80;
    const failed = n % 61 === 60;
    return { n, startMs, kind: chosen, durationUs: Math.round(chosen.typicalUs * factor), failed };
  }

  #transactions(rows: readonly Row[]): NonNullable<BatchInput["transactions"]> {
    const starts = rows.map(({ startMs }) => Math.round(startMs * 1000));
    const keys = this.#options.sessionKeys ?? [];
    return {
      startUsDelta: starts.map((start, index) => start - (index === 0 ? 0 : (starts[index - 1] as number))),
      durationUs: rows.map(({ durationUs }) => durationUs),
      traceIds: Buffer.concat(rows.map((row) => this.#id("trace", row.n, 16))),
      spanIds: Buffer.concat(rows.map((row) => this.#id("span", row.n, 8))),
      parentSpanIds: Buffer.alloc(rows.length * 8),
      endpoint: rows.map((row) => this.#string(row.kind.endpoint)),
      path: rows.map((row) => this.#string(row.kind.path)),
      status: rows.map(({ failed }) => (failed ? 500 : 200)),
      error: rows.map(({ failed }) => (failed ? this.#string(ERROR) : 0)),
      address: rows.map(({ n }) => this.#string(`192.0.2.${20 + (n % 23)}`)),
      sessionKeys: Buffer.concat(
        rows.map(({ n }) =>
          keys.length === 0
            ? Buffer.alloc(8)
            : Buffer.from(keys[n % keys.length] as string, "hex").subarray(0, 8),
        ),
      ),
      userHashes: Buffer.concat(rows.map(({ n }) => this.#id("user", n % 19, 8))),
      cpuUs: rows.map(({ durationUs }) => Math.round(durationUs * 0.1)),
      sqlUs: rows.map(({ durationUs }) => Math.round(durationUs * 0.6)),
      sqlCount: rows.map((row) => row.kind.calls),
      sessionUs: rows.map(() => 180),
      app: rows.map(() => this.#string("/shop")),
      thread: rows.map(({ n }) => this.#string(`http-nio-8080-exec-${1 + (n % 10)}`)),
    };
  }

  #calls(rows: readonly Row[]): NonNullable<BatchInput["calls"]> {
    const calls = rows.flatMap((row, transaction) =>
      Array.from({ length: Math.min(CALLS_MAX, row.kind.calls) }, (_, index) => ({
        row,
        transaction,
        index,
      })),
    );
    const share = (row: Row): number => Math.round((row.durationUs * 0.6) / row.kind.calls);
    return {
      transaction: calls.map(({ transaction }) => transaction),
      kind: calls.map(() => this.#string("jdbc")),
      text: calls.map(({ row }) => this.#string(row.kind.sql)),
      offsetUs: calls.map(({ row, index }) => Math.round(row.durationUs * 0.1) + index * share(row)),
      durationUs: calls.map(({ row }) => share(row)),
      rows: calls.map(({ index }) => 1 + index * 12),
      error: calls.map(() => 0),
      spanIds: Buffer.concat(calls.map(({ row, index }) => this.#id("call", row.n * CALLS_MAX + index, 8))),
      target: calls.map(() => this.#string("jdbc:postgresql://db/shop")),
    };
  }

  #string(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) {
      return known;
    }
    this.#fresh.push(text);
    this.#strings.set(text, this.#strings.size + 1);
    return this.#strings.size;
  }

  #id(salt: string, n: number, width: number): Buffer {
    const text = salt === "user" ? `user ${n}` : `${salt} ${this.#options.was} ${n}`;
    return createHash("sha256").update(text).digest().subarray(0, width);
  }

  #hello(nowMs: number): NonNullable<BatchInput["hello"]> {
    return {
      protocol: 1,
      was: this.#options.was,
      server: "Apache Tomcat/10.1.59",
      jvm: "OpenJDK 17.0.19",
      pid: 4711,
      startedMs: nowMs - 7_200_000,
      agentVersion: "0.1.0",
      incarnation: "first",
      sessionHook: "tomcat-10.1",
    };
  }
}

interface Row {
  readonly n: number;
  readonly startMs: number;
  readonly kind: Kind;
  readonly durationUs: number;
  readonly failed: boolean;
}

function kind(endpoint: string, path: string, sql: string, typicalUs: number, calls: number): Kind {
  return { endpoint, path, sql, typicalUs, calls };
}

/** A JVM with a sawtooth heap and a busy pool. */
function gauges(atMs: number): NonNullable<BatchInput["gauges"]> {
  const MB = 1 << 20;
  const sawtooth = Math.round(((atMs / 1000) % 60) * 3);
  return {
    atMs,
    pools: [
      { name: "G1 Eden Space", kind: "heap", used: 60 * MB, committed: 90 * MB, max: 0 },
      { name: "G1 Old Gen", kind: "heap", used: 140 * MB, committed: 400 * MB, max: 512 * MB },
    ],
    collectors: [{ name: "G1 Young Generation", count: 40, timeMs: 320 }],
    threads: 47,
    threadsDaemon: 40,
    threadsPeak: 52,
    processCpu: 0.2 + 0.05 * Math.sin(atMs / 40_000),
    systemCpu: 0.35,
    heapUsed: (160 + sawtooth) * MB,
    heapCommitted: 512 * MB,
    heapMax: 512 * MB,
    connectors: [{ name: "http-nio-8080", busy: 3, size: 25, max: 200, waiting: 0 }],
    jdbcPools: [{ name: "HikariPool-1", busy: 4, size: 10, max: 10, waiting: 0 }],
    inFlight: [3, 1, 0, 0],
    loadedClasses: 9000,
    sessionMode: "clustered",
    nearSessions: 24,
    agentCpuUs: Math.round((atMs - 1.7e12) * 4) % 1e12,
    heapUsedAfterGc: 150 * MB,
  };
}
