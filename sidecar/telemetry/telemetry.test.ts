import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { history } from "../testing/history.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { telemetryBatch } from "../testing/telemetry-batch.ts";
import { HyperLogLog } from "./hyper-log-log.ts";
import { LatencySketch } from "./latency-sketch.ts";
import { Rollup } from "./rollup.ts";
import { Telemetry } from "./telemetry.ts";

/** A clock that stands until it is moved; its timers run when asked. */
class StandingClock implements Clock {
  wallMs = 1_795_392_000_000;
  elapsedMs = 0;
  readonly #repeated: { run: () => void }[] = [];
  readonly nowMs = (): number => this.wallMs;
  readonly monotonicMs = (): number => this.elapsedMs;
  readonly every = (_intervalMs: number, run: () => void): (() => void) => {
    this.#repeated.push({ run });
    return () => {};
  };
  readonly after = (): (() => void) => () => {};

  /** Lets time pass and runs every timer once. */
  async pass(ms: number): Promise<void> {
    this.wallMs += ms;
    this.elapsedMs += ms;
    for (const { run } of this.#repeated) {
      run();
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const open = (store: KvStore, clock: Clock = new StandingClock(), node = "a"): Telemetry =>
  new Telemetry({
    node,
    store,
    clock,
    log: quietLog(),
    metrics: new MetricsRegistry(),
    retentionDays: 30,
    newId: `log-${node}`,
  });

/** Everything within a day of the standing clock's start. */
const total = (telemetry: Telemetry): number =>
  telemetry.series.total({ fromMs: 1_795_392_000_000 - 86_400_000, toMs: 1_795_392_000_000 + 86_400_000 })
    .count;

describe("telemetry", () => {
  it("stores a batch and answers series, dots, lists and traces from it", async () => {
    const telemetry = open(openMemoryStore());
    const stream = telemetry.ingest.openStream();
    const endMs = 1_795_392_000_000 - 3_000;
    await stream.accept(telemetryBatch({ seq: 1, was: "shop-1", endMs, count: 50, users: 7 }));
    await telemetry.settle();
    const total = telemetry.series.total({ fromMs: endMs - 60_000, toMs: endMs + 60_000 });
    assert.equal(total.count, 50);
    assert.equal(total.users.address.count, 7);
    const { dots } = telemetry.transactions.dots({ fromMs: endMs - 60_000, toMs: endMs + 60_000 }, 1_000);
    assert.equal(dots.length, 50);
    const id = dots[0]?.id as string;
    const [found] = telemetry.transactions.trace(id.slice(0, 32));
    assert.equal(found?.row.spanId, id.slice(32));
    assert.equal(found?.row.calls.length, 1);
    assert.equal(telemetry.servers.servers()[0]?.was, "shop-1");
  });

  it("counts a batch once when the process ends before its bucket was stored", async () => {
    const store = openMemoryStore();
    const endMs = 1_795_392_000_000 - 100;
    const first = open(store);
    const stream = first.ingest.openStream();
    await stream.accept(telemetryBatch({ seq: 1, was: "shop-1", endMs, count: 20, users: 3 }));
    // The process dies here: nothing was closed.
    const second = open(store);
    second.start();
    await second.ingest
      .openStream()
      .accept(
        telemetryBatch({ seq: 1, was: "shop-1", endMs: endMs + 1, count: 5, users: 3, firstId: 1_000 }),
      );
    await second.stop();
    const third = open(store);
    third.start();
    await third.settle();
    await third.stop();
    const total = third.series.total({ fromMs: endMs - 60_000, toMs: endMs + 60_000 });
    assert.equal(total.count, 25);
    assert.equal(third.agents.get("a", "shop-1")?.account?.stored, 25);
  });

  it("puts a late transaction into its bucket although the bucket was stored", async () => {
    const clock = new StandingClock();
    const telemetry = open(openMemoryStore(), clock);
    telemetry.start();
    const stream = telemetry.ingest.openStream();
    const send = (seq: number, endMs: number): Promise<void> =>
      stream.accept(telemetryBatch({ seq, was: "w", endMs, count: 10, users: 4, firstId: seq * 100 }));
    await send(1, clock.wallMs);
    await clock.pass(5_000);
    await clock.pass(70_000);
    await send(2, clock.wallMs - 75_000);
    await clock.pass(5_000);
    await telemetry.settle();
    assert.equal(total(telemetry), 20);
    const points = telemetry.series.series({ fromMs: 1_795_392_000_000, toMs: 1_795_392_060_000 }, 60_000);
    assert.deepEqual([points[0]?.count, points[0]?.users.address.count], [20, 4]);
    await telemetry.stop();
  });

  it("neither loses nor doubles anything when the clock jumps by an hour, forth and back", async () => {
    const clock = new StandingClock();
    const telemetry = open(openMemoryStore(), clock);
    telemetry.start();
    const stream = telemetry.ingest.openStream();
    let seq = 0;
    const send = (): Promise<void> => {
      seq++;
      return stream.accept(
        telemetryBatch({ seq, was: "w", endMs: clock.wallMs, count: 10, users: 4, firstId: seq * 100 }),
      );
    };
    await send();
    await clock.pass(1_000);
    clock.wallMs += 3_600_000;
    await send();
    await clock.pass(1_000);
    clock.wallMs -= 3_600_000;
    await send();
    for (let step = 0; step < 15; step++) {
      await clock.pass(1_000);
    }
    // No bucket is left open in the future: real time closes it.
    assert.equal(total(telemetry), 30);
    await telemetry.stop();
    assert.equal(total(telemetry), 30);
  });

  it("counts what cannot be meant as dropped, with the reason", async () => {
    const clock = new StandingClock();
    const telemetry = open(openMemoryStore(), clock);
    const stream = telemetry.ingest.openStream();
    await stream.accept(
      telemetryBatch({ seq: 1, was: "w", endMs: clock.wallMs + 90 * 86_400_000, count: 7, users: 1 }),
    );
    await stream.accept(telemetryBatch({ seq: 2, was: "w", endMs: clock.wallMs, count: 3, users: 1 }));
    const account = telemetry.agents.get("a", "w")?.account;
    assert.deepEqual([account?.created, account?.stored, account?.dropped().get("clock")], [10, 3, 7]);
  });

  it("gives the room to the sessions when the disk is nearly full, and counts what it left out", async () => {
    let low: AppError | null = new AppError("disk_full", "the disk is full");
    const clock = new StandingClock();
    const telemetry = new Telemetry({
      ...{ node: "a", store: openMemoryStore(), clock, log: quietLog(), metrics: new MetricsRegistry() },
      ...{ retentionDays: 30, newId: "log", diskLow: () => low },
    });
    const stream = telemetry.ingest.openStream();
    const send = (seq: number): Promise<void> =>
      stream.accept(
        telemetryBatch({ seq, was: "w", endMs: clock.wallMs, count: 6, users: 2, firstId: seq * 10 }),
      );
    await send(1);
    low = null;
    await send(2);
    await telemetry.settle();
    const account = telemetry.agents.get("a", "w")?.account;
    assert.deepEqual([account?.created, account?.stored, account?.dropped().get("disk_full")], [12, 6, 6]);
    assert.equal(total(telemetry), 6);
  });

  it("takes a transaction once that an agent sends again after a broken stream", async () => {
    const telemetry = open(openMemoryStore());
    const endMs = 1_795_392_000_000;
    const batch = (seq: number, firstId: number) =>
      telemetryBatch({ seq, was: "w", endMs, count: 10, users: 4, firstId, greet: true });
    await telemetry.ingest.openStream().accept(batch(1, 0));
    await telemetry.ingest.openStream().accept(batch(1, 5));
    await telemetry.settle();
    assert.equal(total(telemetry), 15);
    assert.equal(telemetry.agents.get("a", "w")?.account?.stored, 15);
  });

  it("stores what a peer sends once, however often it is sent", async () => {
    const clock = new StandingClock();
    const source = open(openMemoryStore(), clock);
    await source.ingest
      .openStream()
      .accept(telemetryBatch({ seq: 1, was: "w", endMs: clock.wallMs - 3_000, count: 12, users: 5 }));
    await source.settle();
    const target = open(openMemoryStore(), clock, "b");
    const { entries, through } = source.follow.read(0, 100);
    for (let round = 0; round < 2; round++) {
      const items = entries.map((entry) =>
        entry.kind === "bucket"
          ? { kind: "bucket" as const, place: entry.place, rollup: Rollup.fromBytes(entry.rollup.toBytes()) }
          : { kind: "rows" as const, was: "w", rows: entry.block.rows() },
      );
      await target.peers.apply("a", items, { logId: "log-a", seq: through });
    }
    assert.equal(total(target), 12);
    const range = { fromMs: clock.wallMs - 60_000, toMs: clock.wallMs };
    assert.equal(target.transactions.dots(range, 100).total, 12);
    assert.deepEqual(target.peers.cursor("a"), { logId: "log-a", seq: through });
    // A member speaks for itself alone.
    const foreign = { node: "b", was: "w", startMs: clock.wallMs - 4_000, widthMs: 2_000 };
    await target.peers.apply("a", [{ kind: "bucket", place: foreign, rollup: new Rollup() }], {
      logId: "log-a",
      seq: through,
    });
    assert.equal(total(target), 12);
  });

  it("merges percentiles and users over servers and time; it never adds or averages them", async () => {
    const clock = new StandingClock();
    const store = openMemoryStore();
    await history({ store, nowMs: clock.wallMs, days: 2, seed: 7, minutesWithRows: 30, perMinuteMax: 40 });
    const telemetry = open(store, clock);
    const range = { fromMs: clock.wallMs - 20 * 60_000, toMs: clock.wallMs };
    const point = telemetry.series.total(range);
    const { transactions, total: rows } = telemetry.transactions.list({ ...range, fromMs: 0 }, 100_000);
    const ended = transactions.filter(({ row }) => (row.startUs + row.durationUs) / 1000 >= range.fromMs);
    assert.ok(rows > 500 && ended.length === point.count, `${ended.length} of ${rows}, ${point.count}`);
    const sorted = ended.map(({ row }) => row.durationUs).sort((a, b) => a - b);
    const exact = sorted[Math.ceil(sorted.length * 0.95) - 1] as number;
    assert.ok(Math.abs((point.p95Us ?? 0) - exact) <= exact * LatencySketch.error);
    const users = new Set(ended.map(({ row }) => row.address)).size;
    assert.ok(Math.abs(point.users.address.count - users) <= Math.max(1, users * HyperLogLog.error * 4));
    const perServer = ["shop-1", "shop-2"].map((was) => telemetry.series.total({ ...range, was }));
    assert.ok(perServer.reduce((sum, { users: own }) => sum + own.address.count, 0) > users * 1.3);
    const endpoints = telemetry.series.endpoints(range, 10);
    assert.equal(
      endpoints.reduce((sum, { count }) => sum + count, 0),
      point.count,
    );
    const yesterday = telemetry.series.total({
      fromMs: range.fromMs - 86_400_000,
      toMs: range.toMs - 86_400_000,
    });
    assert.ok(yesterday.count > 100 && yesterday.coveredMs === 20 * 60_000);
    const bySlowest = telemetry.transactions.list(range, 5).transactions.map(({ row }) => row.durationUs);
    assert.deepEqual(
      bySlowest,
      [...bySlowest].sort((a, b) => b - a),
    );
  });

  it("keeps failures when a picture has to leave something out", async () => {
    const telemetry = open(openMemoryStore());
    const stream = telemetry.ingest.openStream();
    const endMs = 1_795_392_000_000;
    await stream.accept(telemetryBatch({ seq: 1, was: "w", endMs, count: 5, users: 2, status: 503 }));
    await stream.accept(telemetryBatch({ seq: 2, was: "w", endMs, count: 95, users: 2, firstId: 100 }));
    const { dots, total: all } = telemetry.transactions.dots({ fromMs: endMs - 60_000, toMs: endMs + 1 }, 20);
    assert.equal(all, 100);
    assert.equal(dots.length, 20);
    assert.equal(dots.filter(({ failed }) => failed).length, 5);
  });
});
