import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { coverRange } from "./cover-range.ts";

const HOUR_MS = 3_600_000;
const all = { stale: () => [], expiredMs: () => 0 };

describe("cover-range", () => {
  it("covers every moment exactly once, in order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000_000 }),
        fc.integer({ min: 0, max: 20_000_000 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 }),
        (fromMs, lengthMs, minutes) => {
          const stale = (widthMs: number): number[] => [
            ...new Set(minutes.map((minute) => Math.floor((minute * 60_000) / widthMs) * widthMs)),
          ];
          let at = fromMs;
          for (const stretch of coverRange(fromMs, fromMs + lengthMs, { ...all, stale })) {
            assert.equal(stretch.fromMs, at);
            assert.ok(stretch.toMs > stretch.fromMs);
            at = stretch.toMs;
          }
          assert.equal(at, fromMs + lengthMs);
        },
      ),
    );
  });

  it("reads a day of whole hours from hours, and its edges from what is finer", () => {
    const widths = coverRange(HOUR_MS - 62_000, 25 * HOUR_MS + 4_000, all).map(({ widthMs }) => widthMs);
    assert.deepEqual(widths, [2_000, 60_000, HOUR_MS, 2_000]);
  });

  it("never uses a stale window, only what it is made of", () => {
    const stale = (widthMs: number): number[] => (widthMs >= 300_000 ? [0] : []);
    const stretches = coverRange(0, 2 * HOUR_MS, { ...all, stale });
    assert.deepEqual(stretches, [
      { widthMs: 60_000, fromMs: 0, toMs: 300_000 },
      { widthMs: 300_000, fromMs: 300_000, toMs: HOUR_MS },
      { widthMs: HOUR_MS, fromMs: HOUR_MS, toMs: 2 * HOUR_MS },
    ]);
  });

  it("takes minutes for the edge where the seconds have expired", () => {
    const expiredMs = (widthMs: number): number => (widthMs === 2_000 ? 10 * HOUR_MS : 0);
    const stretches = coverRange(30_000, 150_000, { ...all, expiredMs });
    assert.deepEqual(
      stretches.map(({ widthMs }) => widthMs),
      [60_000, 60_000, 60_000],
    );
    assert.deepEqual([stretches[0]?.fromMs, stretches.at(-1)?.toMs], [30_000, 150_000]);
  });
});
