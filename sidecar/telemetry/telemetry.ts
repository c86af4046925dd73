import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { KvStore } from "../store/kv-store.ts";
import { AgentBook } from "./agent-book.ts";
import { BucketCloser } from "./bucket-closer.ts";
import { FollowLog } from "./follow-log.ts";
import { Ingest } from "./ingest.ts";
import type { ClosedBucket } from "./open-buckets.ts";
import { PeerIngest } from "./peer-ingest.ts";
import { RollupStore } from "./rollup-store.ts";
import { SeriesQuery } from "./series-query.ts";
import { ServerQuery } from "./server-query.ts";
import { SpanStore } from "./span-store.ts";
import { TransactionQuery } from "./transaction-query.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** What telemetry needs. */
export interface TelemetryOptions {
  readonly node: string;
  readonly store: KvStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  readonly retentionDays: number;
  /** Whether the disk is nearly full: an error while it is. */
  readonly diskLow?: () => AppError | null;
  /** Random; names the counting of the follow log when the store is new. */
  readonly newId: string;
}

/** Hears what happens, at once. Must not throw. */
export interface TelemetryListener {
  /** Transactions that are stored now, also those of peers. */
  readonly transactions?: (node: string, was: string, rows: readonly TransactionRow[]) => void;
  /** Buckets of this member that are stored now. */
  readonly closed?: (buckets: readonly ClosedBucket[]) => void;
}

const CLOSE_INTERVAL_MS = 200;
const COMPACT_INTERVAL_MS = 2_000;
const EXPIRE_INTERVAL_MS = 10_000;
/** Rounds of one run: 200 blocks a second, more than twenty busy agents write. */
const EXPIRE_ROUNDS_MAX = 32;
/** Single transactions are for looking into what just happened; rollups last. */
const SPAN_KEEP_MS = 7 * 86_400_000;
/** Disk for single transactions: a week at 100 a second. */
const SPAN_BYTES_MAX = 4 * 1024 ** 3;

/** Everything measured: takes it in, keeps it, answers. Reads are synchronous; `start` makes good what a crash left open. */
export class Telemetry {
  readonly agents: AgentBook;
  readonly follow: FollowLog;
  readonly ingest: Ingest;
  readonly peers: PeerIngest;
  readonly series: SeriesQuery;
  readonly servers: ServerQuery;
  readonly transactions: TransactionQuery;
  readonly #options: TelemetryOptions;
  readonly #rollups: RollupStore;
  readonly #spans: SpanStore;
  readonly #closer: BucketCloser;
  readonly #listeners = new Set<TelemetryListener>();
  readonly #running = new Set<Promise<void>>();
  #timers: Cancel[] = [];

  constructor(options: TelemetryOptions) {
    const { clock, metrics, node, store } = options;
    this.#options = options;
    this.#spans = new SpanStore(store);
    this.#rollups = new RollupStore(store);
    this.agents = new AgentBook(store);
    this.follow = new FollowLog(store, options.newId);
    const shared = { store, spans: this.#spans, rollups: this.#rollups, agents: this.agents, clock };
    this.#closer = new BucketCloser({ ...shared, follow: this.follow, node });
    const stored = (from: string, was: string, rows: readonly TransactionRow[]): void => {
      for (const listener of this.#listeners) {
        listener.transactions?.(from, was, rows);
      }
    };
    const diskLow = options.diskLow ?? (() => null);
    this.ingest = new Ingest({
      ...shared,
      follow: this.follow,
      closer: this.#closer,
      metrics,
      node,
      stored,
      diskLow,
    });
    this.peers = new PeerIngest({ ...shared, ingest: this.ingest, stored });
    this.series = new SeriesQuery(this.#rollups);
    this.servers = new ServerQuery(this.agents, this.#rollups, clock);
    this.transactions = new TransactionQuery(this.#spans);
    metrics.gauge(
      "gyeot_watch_open_buckets",
      "Two-second buckets being filled.",
      () => this.#closer.open.size,
    );
  }

  start(): void {
    const { clock, log } = this.#options;
    const recovered = this.#closer.recover(clock.monotonicMs());
    if (recovered > 0) {
      log.info("transactions of the last process were put into their buckets again", { recovered });
    }
    this.#repeat("buckets could not be stored", CLOSE_INTERVAL_MS, () => this.#close(false));
    this.#repeat("rollups could not be made", COMPACT_INTERVAL_MS, async () => {
      await this.#rollups.compact(clock.nowMs());
    });
    this.#repeat("old telemetry could not be deleted", EXPIRE_INTERVAL_MS, () => this.#expire());
  }

  /** Stores the open buckets too. */
  async stop(): Promise<void> {
    for (const cancel of this.#timers) {
      cancel();
    }
    this.#timers = [];
    await Promise.all(this.#running);
    await this.#close(true);
  }

  listen(listener: TelemetryListener): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Makes every rollup that is due, now: for tests and generators. */
  async settle(): Promise<void> {
    await this.#close(true);
    while (await this.#rollups.compact(Number.MAX_SAFE_INTEGER)) {
      // More windows are due than one step makes.
    }
  }

  async #close(all: boolean): Promise<void> {
    const { clock } = this.#options;
    const closed = await this.#closer.close(clock.nowMs(), clock.monotonicMs(), all);
    if (closed.length > 0) {
      for (const listener of this.#listeners) {
        listener.closed?.(closed);
      }
    }
  }

  async #expire(): Promise<void> {
    const { clock, retentionDays, store } = this.#options;
    const nowMs = clock.nowMs();
    await this.#rollups.expire(nowMs, retentionDays);
    for (let round = 0; round < EXPIRE_ROUNDS_MAX; round++) {
      const expiry = this.#spans.expire(nowMs - SPAN_KEEP_MS, SPAN_BYTES_MAX);
      if (expiry.changes.length > 0) {
        await store.write(expiry.changes);
      }
      if (!expiry.more) {
        break;
      }
    }
    await this.follow.trim();
  }

  /** Runs `work` every so often, one run at a time; a failure is logged and tried again. */
  #repeat(failure: string, intervalMs: number, work: () => Promise<void>): void {
    let running = false;
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (cause) {
        this.#options.log.warnSometimes(failure, { cause: AppError.from(cause) });
      }
    };
    const cancel = this.#options.clock.every(intervalMs, () => {
      if (running) {
        return;
      }
      running = true;
      const done = run().finally(() => {
        running = false;
        this.#running.delete(done);
      });
      this.#running.add(done);
    });
    this.#timers.push(cancel);
  }
}
