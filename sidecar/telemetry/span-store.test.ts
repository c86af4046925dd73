import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { IdSet } from "./id-set.ts";
import { SpanStore } from "./span-store.ts";
import type { TransactionRow } from "./transaction-row.ts";

const MINUTE_MS = 60_000;

describe("IdSet", () => {
  it("holds what was added and nothing else, also after it was stored and read", () => {
    const id = fc.tuple(fc.nat({ max: 5_000 }), fc.nat({ max: 3 }));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3_000 }), fc.array(id, { maxLength: 100 }), (added, asked) => {
        const set = new IdSet();
        for (const [trace, span] of added) set.add(hex(trace, 32), hex(span, 16));
        const known = new Set(added.map(([trace, span]) => `${trace} ${span}`));
        const traces = new Set(added.map(([trace]) => trace));
        const read = IdSet.fromBytes(set.toBytes());
        assert.equal(set.toBytes().length, known.size * 8);
        for (const [trace, span] of [...added, ...asked]) {
          const there = known.has(`${trace} ${span}`);
          assert.equal(set.has(hex(trace, 32), hex(span, 16)), there);
          assert.equal(read.has(hex(trace, 32), hex(span, 16)), there);
          assert.equal(set.hasTrace(hex(trace, 32)), traces.has(trace));
          assert.equal(IdSet.bytesHaveTrace(set.toBytes(), hex(trace, 32)), traces.has(trace));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("SpanStore", () => {
  it("finds every transaction of a trace, whatever minute it is in, also after a restart without a word", async () => {
    const store = openMemoryStore();
    let spans = new SpanStore(store);
    let seq = 0;
    // Backwards, forwards and the same minute again: an agent that was away sends old ones.
    for (const minute of [50, 51, 52, 10, 11, 12, 13, 14, 50, 53, 10]) {
      const rows = [row(minute, seq, 1), row(minute, seq, 2)];
      await store.write(spans.changes("a", "was", rows, ++seq).changes);
      if (seq % 3 === 0) spans = new SpanStore(store);
    }
    for (let trace = 0; trace < 11; trace++) {
      assert.equal(spans.trace(hex(trace, 32), 10).length, 2, `trace ${trace}`);
    }
    assert.equal(spans.trace(hex(99, 32), 10).length, 0);
    assert.equal(spans.trace(hex(3, 32), 1).length, 1);
  });

  it("knows what is stored, and what only seemed to be because its write failed", async () => {
    const store = openMemoryStore();
    const spans = new SpanStore(store);
    const stored = [row(1, 1, 1), row(90, 2, 1)];
    await store.write(spans.changes("a", "was", stored, 1).changes);
    const lost = [row(1, 3, 1)];
    spans.changes("a", "was", lost, 2);
    spans.failed();
    assert.deepEqual(spans.unknown([...stored, ...lost]), lost);
    assert.deepEqual(new SpanStore(store).unknown([...stored, ...lost]), lost);
  });

  it("writes the minutes that a failed write was to close with the next one", async () => {
    const store = openMemoryStore();
    const spans = new SpanStore(store);
    for (let minute = 0; minute < 4; minute++) {
      await store.write(spans.changes("a", "was", [row(minute, minute, 1)], minute + 1).changes);
    }
    spans.changes("a", "was", [row(4, 4, 1)], 5);
    spans.failed();
    for (let minute = 5; minute < 12; minute++) {
      await store.write(spans.changes("a", "was", [row(minute, minute, 1)], minute + 1).changes);
    }
    const again = new SpanStore(store);
    for (const trace of [0, 1, 2, 3, 5, 11])
      assert.equal(again.trace(hex(trace, 32), 9).length, 1, `${trace}`);
  });

  it("forgets a minute with its last block", async () => {
    const store = openMemoryStore();
    const spans = new SpanStore(store);
    for (let minute = 0; minute < 10; minute++) {
      await store.write(spans.changes("a", "was", [row(minute, minute, 1)], minute + 1).changes);
    }
    const { changes, transactions } = spans.expire(5 * MINUTE_MS, Number.MAX_SAFE_INTEGER);
    await store.write(changes);
    assert.equal(transactions, 5);
    assert.equal(spans.trace(hex(2, 32), 9).length, 0);
    assert.equal(spans.trace(hex(7, 32), 9).length, 1);
    assert.deepEqual(spans.unknown([row(2, 2, 1)]), [row(2, 2, 1)]);
  });
});

function row(minute: number, trace: number, span: number): TransactionRow {
  return {
    startUs: (minute * MINUTE_MS + 5) * 1000,
    durationUs: 1,
    traceId: hex(trace, 32),
    spanId: hex(span, 16),
    parentSpanId: "",
    endpoint: "GET /",
    path: "/",
    status: 200,
    error: "",
    address: "",
    sessionKey: "",
    userHash: "",
    cpuUs: 0,
    sqlUs: 0,
    sqlCount: 0,
    sessionUs: 0,
    app: "/",
    thread: "t",
    calls: [],
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
