import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { telemetryBatch } from "../testing/telemetry-batch.ts";
import { BatchReader } from "./batch-reader.ts";
import { SpanBlock } from "./span-block.ts";
import type { CallColumns, TelemetryBatch, TransactionColumns } from "./telemetry-batch.ts";

const good = telemetryBatch({ seq: 1, was: "w", endMs: 1_795_392_000_000, count: 4, users: 2 });
const columns = good.transactions as TransactionColumns;
const calls = good.calls as CallColumns;
const withColumns = (change: Partial<TransactionColumns>): TelemetryBatch => ({
  ...good,
  transactions: { ...columns, ...change },
});
const withCalls = (change: Partial<CallColumns>): TelemetryBatch => ({
  ...good,
  calls: { ...calls, ...change },
});

describe("batch-reader", () => {
  it("resolves columns and dictionary into rows, which a block keeps", () => {
    const rows = new BatchReader().read(good);
    assert.equal(rows.length, 4);
    assert.equal(rows[1]?.endpoint, "POST /shop/cart");
    assert.equal(rows[1]?.address, "192.0.2.1");
    assert.equal(rows[0]?.parentSpanId, "");
    assert.equal(rows[3]?.calls[0]?.text, "select * from orders where user_id = ?");
    const block = new SpanBlock(SpanBlock.encode("a", "w", rows));
    assert.deepEqual(block.rows(), rows);
    assert.deepEqual([block.node, block.was], ["a", "w"]);
  });

  it("keeps the dictionary over the batches of a stream", () => {
    const reader = new BatchReader();
    reader.read(good);
    const next = telemetryBatch({
      seq: 2,
      was: "w",
      endMs: 1_795_392_000_000,
      count: 1,
      users: 2,
      firstId: 9,
    });
    assert.deepEqual(next.strings, []);
    assert.equal(reader.read(next)[0]?.endpoint, "GET /shop/orders");
  });

  it("refuses a batch that cannot be meant, whole", () => {
    const wrong: Record<string, TelemetryBatch> = {
      "a number that was skipped": { ...good, seq: 2 },
      "a number that came again": { ...good, seq: 0 },
      "an unknown string": withColumns({ endpoint: [1, 2, 1, 99] }),
      "a negative string": withColumns({ path: [1, 2, 1, -1] }),
      "a column cut short": withColumns({ status: [200, 200, 200] }),
      "a column too long": withColumns({ cpuUs: [1, 1, 1, 1, 1] }),
      "ids cut short": withColumns({ traceIds: columns.traceIds.subarray(1) }),
      "no span ids": withColumns({ spanIds: new Uint8Array(0) }),
      "a call of no transaction": withCalls({ transaction: [0, 1, 2, 4] }),
      "calls without transactions": { ...good, transactions: null },
      "a call column cut short": withCalls({ rows: [1] }),
      "a string without end": { ...good, strings: ["x".repeat(65_537)] },
      "too many rows": withColumns({ startUsDelta: new Array(40_000).fill(0) }),
    };
    for (const [what, batch] of Object.entries(wrong)) {
      assert.throws(() => new BatchReader().read(batch), RangeError, what);
    }
  });

  it("brings figures within bounds instead of making the agent send them for ever", () => {
    const rows = new BatchReader().read(
      withColumns({
        status: [200, 70_000, 200, 200],
        durationUs: [1, 1e300, -7, Number.NaN],
        startUsDelta: [-5, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      }),
    );
    assert.deepEqual(
      rows.map(({ status }) => status),
      [200, 999, 200, 200],
    );
    assert.deepEqual(
      rows.map(({ durationUs }) => durationUs),
      [1, 604_800_000_000, 0, 0],
    );
    assert.deepEqual(
      rows.map(({ startUs }) => startUs),
      [0, 0, Number.MAX_SAFE_INTEGER - 5, 0],
    );
  });

  it("refuses a dictionary without bound", () => {
    const reader = new BatchReader();
    const strings = Array.from({ length: 600 }, () => "x".repeat(60_000));
    assert.throws(() => {
      for (let seq = 1; seq < 10; seq++) {
        reader.read({ ...good, seq, strings, transactions: null, calls: null });
      }
    }, /dictionary of this stream is full/);
  });

  it("throws nothing but RangeError, whatever the columns hold", () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double()), { maxLength: 5 });
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.uint8Array({ maxLength: 64 }), (a, b, c, bytes) => {
        try {
          new BatchReader().read(withColumns({ startUsDelta: a, endpoint: b, status: c, traceIds: bytes }));
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
    );
  });
});
