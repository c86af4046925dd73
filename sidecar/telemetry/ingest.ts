import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Counter, MetricsRegistry } from "../base/metrics-registry.ts";
import type { KvChange, KvStore } from "../store/kv-store.ts";
import type { AgentBook, AgentEntry } from "./agent-book.ts";
import { BatchReader } from "./batch-reader.ts";
import { BucketCloser } from "./bucket-closer.ts";
import type { FollowLog } from "./follow-log.ts";
import { GaugeSummary } from "./gauge-summary.ts";
import { type Hash64, hash64 } from "./hash64.ts";
import { plainAgent } from "./plain-agent.ts";
import { rollupTiers } from "./rollup-tiers.ts";
import type { SpanStore } from "./span-store.ts";
import type { TelemetryBatch } from "./telemetry-batch.ts";
import { telemetryKeys } from "./telemetry-keys.ts";
import type { TransactionRow } from "./transaction-row.ts";

/** What the ingest works with. */
export interface IngestParts {
  readonly node: string;
  readonly store: KvStore;
  readonly spans: SpanStore;
  readonly closer: BucketCloser;
  readonly follow: FollowLog;
  readonly agents: AgentBook;
  readonly clock: Clock;
  readonly metrics: MetricsRegistry;
  /** Null while there is room on the disk; otherwise transactions are counted as dropped instead of stored. */
  readonly diskLow: () => AppError | null;
  /** Told of transactions once they are stored. */
  readonly stored: (node: string, was: string, rows: readonly TransactionRow[]) => void;
}

/** One agent's stream: hand it the batches in order, and close it. */
export interface AgentStream {
  /** Resolves when the batch is stored. Rejects with `invalid_argument` when it is malformed: end the stream. */
  readonly accept: (batch: TelemetryBatch) => Promise<void>;
  readonly close: () => void;
}

/** The only protocol there is. */
const PROTOCOL = 1;
/** Hosts' clocks may differ; what is further ahead than this cannot be meant. */
const FUTURE_MS_MAX = 2 * 3_600_000;
/** Older than the finest tier keeps, less an hour: rolling up again would forget what has expired. */
const AGE_MS_MAX = (rollupTiers[0]?.keepMs as number) - 3_600_000;
/** Addresses, and sessions, whose hash is remembered, so that a busy one costs one hash. */
const HASHES_MAX = 16_384;

/** Stores what agents send: batch → block, journal and account in one transaction, then the open buckets, then the answer. */
export class Ingest {
  readonly #parts: IngestParts;
  readonly #addresses = new Map<string, Hash64>();
  readonly #sessions = new Map<string, Hash64>();
  readonly #figures: Record<"batches" | "transactions" | "calls" | "malformed" | "duplicates", Counter>;
  #seq: number;
  /** Batches are folded in the order of their numbers. */
  #tail: Promise<void> = Promise.resolve();

  constructor(parts: IngestParts) {
    this.#parts = parts;
    this.#seq = Number(parts.store.get(telemetryKeys.meta("seq"))?.toString("utf8") ?? 0);
    const counter = (name: string, help: string): Counter =>
      parts.metrics.counter(`gyeot_watch_${name}_total`, help);
    this.#figures = {
      batches: counter("batches", "Batches of agents that were stored."),
      transactions: counter("transactions", "Transactions of agents that were stored."),
      calls: counter("calls", "Calls of agents that were stored."),
      malformed: counter("malformed_batches", "Batches that could not be meant; their stream was closed."),
      duplicates: counter("duplicate_transactions", "Transactions that came again after a broken stream."),
    };
  }

  openStream(): AgentStream {
    const { agents, node } = this.#parts;
    const reader = new BatchReader();
    let entry: AgentEntry | null = null;
    let resumed = false;
    return {
      accept: async (batch) => {
        const rows = this.#read(reader, batch, entry !== null);
        if (batch.hello !== null) {
          // Said again when the agent learns its server's name or its session hook, after the start.
          if (entry === null) {
            resumed = agents.get(node, batch.hello.was)?.account?.incarnation === batch.hello.incarnation;
          }
          entry = agents.meet(node, plainAgent.identity(batch.hello), true);
        }
        if (entry !== null) {
          await this.#store(entry, batch, rows, resumed);
        }
      },
      close: () => {
        if (entry !== null) {
          entry.attached = false;
        }
      },
    };
  }

  /** Number for a block that comes from a peer. */
  nextSeq(): number {
    return ++this.#seq;
  }

  /** The change that keeps the numbers counting up over a restart. */
  seqChange(): KvChange {
    return { key: telemetryKeys.meta("seq"), value: Buffer.from(String(this.#seq)) };
  }

  #read(reader: BatchReader, batch: TelemetryBatch, known: boolean): TransactionRow[] {
    try {
      if (!known && batch.hello === null) {
        throw new RangeError("The first batch of a stream must carry hello.");
      }
      if (batch.hello !== null && (batch.hello.was === "" || batch.hello.was.length > 100)) {
        throw new RangeError("hello.was must be 1 to 100 characters long.");
      }
      const rows = reader.read(batch);
      if (batch.hello !== null && batch.hello.protocol > PROTOCOL) {
        const text = `agent speaks protocol ${batch.hello.protocol}, this sidecar ${PROTOCOL}: upgrade the sidecar`;
        throw new AppError("protocol_mismatch", text);
      }
      return rows;
    } catch (cause) {
      this.#figures.malformed.add();
      throw cause instanceof RangeError ? new AppError("invalid_argument", cause.message, cause) : cause;
    }
  }

  async #store(
    entry: AgentEntry,
    batch: TelemetryBatch,
    rows: readonly TransactionRow[],
    resumed: boolean,
  ): Promise<void> {
    const { agents, clock, follow, node, spans, store } = this.#parts;
    entry.attached = true;
    entry.lastSeenMs = clock.nowMs();
    const fresh = this.#fresh(entry, rows, resumed);
    const seq = this.nextSeq();
    const write = spans.changes(node, entry.was, fresh, seq);
    if (batch.ledger !== null) {
      entry.account?.report(batch.ledger.transactionsCreated, batch.ledger.transactionsDropped);
    }
    entry.account?.store(fresh.length);
    const gauges = this.#gauges(entry, batch);
    const written = store.write([
      ...write.changes,
      ...follow.append(write.keys),
      ...(fresh.length > 0 ? [BucketCloser.journal(seq, write.keys)] : []),
      agents.change(entry),
      this.seqChange(),
    ]);
    const before = this.#tail;
    const settled = this.#settle(before, written, () => this.#fold(entry.was, seq, fresh, gauges, batch));
    // The next batch waits for this one, also when it fails.
    this.#tail = settled.catch(() => {});
    try {
      await settled;
    } catch (cause) {
      entry.account?.store(-fresh.length);
      spans.failed();
      throw cause;
    }
    this.#figures.batches.add();
    this.#figures.transactions.add(fresh.length);
    this.#figures.calls.add(batch.calls?.transaction.length ?? 0);
    if (fresh.length > 0) {
      this.#parts.stored(node, entry.was, fresh);
    }
  }

  async #settle(before: Promise<void>, written: Promise<void>, fold: () => void): Promise<void> {
    await Promise.all([before, written]);
    fold();
  }

  #fold(
    was: string,
    seq: number,
    rows: readonly TransactionRow[],
    gauges: GaugeSummary | null,
    batch: TelemetryBatch,
  ): void {
    const { clock, closer } = this.#parts;
    const monotonicMs = clock.monotonicMs();
    for (const row of rows) {
      const address = this.#hash(this.#addresses, row.address, "utf8");
      const session = this.#hash(this.#sessions, row.sessionKey, "hex");
      closer.open.fold(was, row, seq, monotonicMs, { address, session });
    }
    if (gauges !== null) {
      closer.open.foldGauges(was, batch.gauges?.atMs ?? 0, gauges, seq, monotonicMs);
    }
    closer.folded(seq);
  }

  /** The rows that can be meant and are not stored yet. */
  #fresh(entry: AgentEntry, rows: readonly TransactionRow[], resumed: boolean): TransactionRow[] {
    const nowMs = this.#parts.clock.nowMs();
    const inTime = rows.filter(({ startUs, durationUs }) => {
      const endMs = (startUs + durationUs) / 1000;
      return endMs <= nowMs + FUTURE_MS_MAX && endMs >= nowMs - AGE_MS_MAX;
    });
    entry.account?.refuse("clock", rows.length - inTime.length);
    if (this.#parts.diskLow() !== null) {
      // Sessions need the room more. The answer still goes out: an agent that sends again would not help.
      entry.account?.refuse("disk_full", inTime.length);
      return [];
    }
    if (!resumed) {
      return inTime;
    }
    // An answer may have been lost with the old stream: what the agent sends again is here already.
    const fresh = this.#parts.spans.unknown(inTime);
    this.#figures.duplicates.add(inTime.length - fresh.length);
    return fresh;
  }

  #gauges(entry: AgentEntry, batch: TelemetryBatch): GaugeSummary | null {
    if (batch.gauges === null) {
      return null;
    }
    const gauges = plainAgent.gauges(batch.gauges);
    const plausible = Math.abs(gauges.atMs - this.#parts.clock.nowMs()) < FUTURE_MS_MAX;
    const summary = plausible ? GaugeSummary.of(gauges, entry.gauges) : null;
    entry.gauges = gauges;
    return summary;
  }

  #hash(known: Map<string, Hash64>, text: string, encoding: "utf8" | "hex"): Hash64 {
    const there = known.get(text);
    if (there !== undefined) {
      return there;
    }
    if (known.size >= HASHES_MAX) {
      known.clear();
    }
    const hash = hash64(Buffer.from(text, encoding));
    known.set(text, hash);
    return hash;
  }
}
