import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { GaugeSummary } from "./gauge-summary.ts";
import { Rollup } from "./rollup.ts";
import { RollupStore } from "./rollup-store.ts";
import { rollupTiers } from "./rollup-tiers.ts";
import type { TransactionRow } from "./transaction-row.ts";

const hex = (value: number): string => value.toString(16).padStart(16, "0");
const row = fc
  .record({
    endMs: fc.integer({ min: 0, max: 2 * 3_600_000 - 1 }),
    durationUs: fc.integer({ min: 0, max: 60_000_000 }),
    endpoint: fc.constantFrom("GET /a", "GET /b", "POST /c"),
    status: fc.constantFrom(200, 302, 404, 500, 503),
    error: fc.constantFrom("", "", "java.io.IOException"),
    user: fc.integer({ min: 1, max: 40 }),
    sqlUs: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(
    ({ endMs, durationUs, endpoint, status, error, user, sqlUs }): TransactionRow => ({
      startUs: (EPOCH_MS + endMs) * 1000 - durationUs,
      durationUs,
      traceId: hex(endMs) + hex(user),
      spanId: hex(user),
      parentSpanId: "",
      endpoint,
      path: "/",
      status,
      error,
      address: `192.0.2.${user}`,
      sessionKey: hex(user),
      userHash: hex(user * 7),
      cpuUs: 1,
      sqlUs,
      sqlCount: 2,
      sessionUs: 3,
      app: "/",
      thread: "exec-1",
      calls: [],
    }),
  );
const rows = fc.array(row, { maxLength: 60 });
/** An hour's beginning. */
const EPOCH_MS = 1_795_392_000_000;

const folded = (all: readonly TransactionRow[]): Rollup => {
  const rollup = new Rollup();
  for (const each of all) {
    rollup.fold(each);
  }
  return rollup;
};

describe("rollup", () => {
  it("is the same whatever the order of folding and merging, and after storing", () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const left = folded(a);
        left.merge(folded(b));
        left.merge(folded(c));
        const right = Rollup.fromBytes(folded([...c].reverse()).toBytes());
        right.merge(folded(b));
        right.merge(folded(a));
        assert.deepEqual(left.toBytes(), right.toBytes());
        assert.deepEqual(left.toBytes(), folded([...a, ...b, ...c]).toBytes());
      }),
      { numRuns: 60 },
    );
  });

  it("counts as errors what the server failed, not what the client asked wrongly", () => {
    const [sample] = fc.sample(row, { numRuns: 1, seed: 1 }) as [TransactionRow];
    const with_ = (status: number, error: string): number => folded([{ ...sample, status, error }]).errors;
    assert.deepEqual([with_(200, ""), with_(404, ""), with_(500, ""), with_(200, "x")], [0, 0, 1, 1]);
  });

  it("holds a bounded number of endpoints without losing a count", () => {
    const [sample] = fc.sample(row, { numRuns: 1, seed: 1 }) as [TransactionRow];
    const rollup = folded(
      Array.from({ length: 1_000 }, (_, id) => ({ ...sample, endpoint: `GET /item/${id}` })),
    );
    assert.equal(rollup.endpoints.size, 301);
    const counted = [...rollup.endpoints.values()].reduce((sum, { count }) => sum + count, 0);
    assert.equal(counted, 1_000);
    assert.equal(Rollup.fromBytes(rollup.toBytes()).endpoints.get(Rollup.otherEndpoints)?.count, 700);
  });

  it("refuses bytes that are not a rollup", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          Rollup.fromBytes(bytes);
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
    );
  });

  it("has equal sums in every tier, and as read over any range", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 0, max: 3_599 }), async (all, cut) => {
        const store = openMemoryStore();
        const rollups = new RollupStore(store);
        const buckets = new Map<number, TransactionRow[]>();
        for (const each of all) {
          const startMs = Math.floor((each.startUs + each.durationUs) / 1000 / 2_000) * 2_000;
          buckets.set(startMs, [...(buckets.get(startMs) ?? []), each]);
        }
        for (const [startMs, inside] of buckets) {
          const place = { node: "a", was: "w", startMs, widthMs: 2_000 };
          await store.write(rollups.put(place, folded(inside), 1));
        }
        const whole = folded(all).toBytes();
        const sumOf = (fromMs: number, toMs: number, widestMs?: number): Rollup => {
          const sum = new Rollup();
          for (const { rollup } of rollups.read({ fromMs, toMs, widestMs })) {
            sum.merge(rollup);
          }
          return sum;
        };
        const endMs = EPOCH_MS + 2 * 3_600_000;
        // Stale windows are read from the finer tier.
        assert.deepEqual(sumOf(EPOCH_MS, endMs).toBytes(), whole);
        while (await rollups.compact(Number.MAX_SAFE_INTEGER)) {
          // More is due.
        }
        for (const { widthMs } of rollupTiers) {
          assert.deepEqual(sumOf(EPOCH_MS, endMs, widthMs).toBytes(), whole, `tier ${widthMs}`);
        }
        const cutMs = EPOCH_MS + cut * 2_000;
        const parts = sumOf(EPOCH_MS, cutMs);
        parts.merge(sumOf(cutMs, endMs));
        assert.deepEqual(parts.toBytes(), whole);
      }),
      { numRuns: 25 },
    );
  });

  it("makes a window again when something came late, also over a restart", async () => {
    const store = openMemoryStore();
    const rollups = new RollupStore(store);
    const place = { node: "a", was: "w", startMs: EPOCH_MS, widthMs: 2_000 };
    const [sample] = fc.sample(row, { numRuns: 1, seed: 1 }) as [TransactionRow];
    await store.write(rollups.put(place, folded([sample]), 1));
    await rollups.compact(EPOCH_MS + 4 * 3_600_000);
    await store.write(rollups.put(place, folded([sample, sample]), 2));
    const again = new RollupStore(store);
    while (await again.compact(EPOCH_MS + 4 * 3_600_000)) {
      // More is due.
    }
    const hours = [...again.read({ fromMs: EPOCH_MS, toMs: EPOCH_MS + 3_600_000 })];
    assert.deepEqual(
      hours.map(({ widthMs, rollup }) => [widthMs, rollup.count]),
      [[3_600_000, 2]],
    );
  });

  it("keeps means and maxima of gauges over any grouping", () => {
    const parts = [0.2, 0.4, 0.9].map(
      (cpu) => new GaugeSummary({ samples: 1, cpuSum: cpu, cpuSamples: 1, cpuMax: cpu }),
    );
    const whole = new GaugeSummary();
    for (const part of parts) {
      whole.merge(GaugeSummary.fromValues(part.toValues()));
    }
    assert.equal(whole.cpu?.toFixed(3), "0.500");
    assert.equal(whole.get("cpuMax"), 0.9);
  });
});
