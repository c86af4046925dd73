import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { systemClock } from "../base/clock.ts";
import { MetricsRegistry } from "../base/metrics.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { telemetryBatch } from "../testing/telemetry-batch.ts";
import { Telemetry } from "./telemetry.ts";

const open = (store: KvStore): Telemetry =>
  new Telemetry({
    node: "a",
    store,
    clock: systemClock,
    log: quietLog(),
    metrics: new MetricsRegistry(),
    retentionDays: 30,
    newId: "log-1",
  });

describe("telemetry", () => {
  it("stores a batch and answers series, dots, lists and traces from it", async () => {
    const telemetry = open(openMemoryStore());
    const stream = telemetry.ingest.openStream();
    const endMs = Date.now() - 3_000;
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
    const endMs = Date.now() - 100;
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
});
