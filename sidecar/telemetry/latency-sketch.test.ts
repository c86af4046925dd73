import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { LatencySketch } from "./latency-sketch.ts";

const durations = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 4_000_000_000 })),
  { maxLength: 80 },
);
const sketchOf = (values: readonly number[]): LatencySketch => {
  const sketch = new LatencySketch();
  for (const value of values) {
    sketch.add(value);
  }
  return sketch;
};

describe("latency-sketch", () => {
  it("answers every quantile within 1 % of a measured value", () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, quantile) => {
        const shown = sketchOf(values).quantile(quantile);
        if (values.length === 0) {
          assert.equal(shown, null);
          return;
        }
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(Math.ceil(quantile * sorted.length), 1) - 1] as number;
        assert.ok(
          Math.abs((shown as number) - exact) <= exact * LatencySketch.error + 1e-9,
          `${shown} for ${exact}`,
        );
      }),
    );
  });

  it("merges commutatively and associatively, exactly", () => {
    fc.assert(
      fc.property(durations, durations, durations, (a, b, c) => {
        const left = sketchOf(a);
        left.merge(sketchOf(b));
        left.merge(sketchOf(c));
        const right = LatencySketch.fromBytes(sketchOf(c).toBytes());
        right.merge(sketchOf(b));
        right.merge(sketchOf(a));
        const whole = sketchOf([...a, ...b, ...c]);
        assert.deepEqual(left.toBytes(), right.toBytes());
        assert.deepEqual(left.toBytes(), whole.toBytes());
        assert.equal(LatencySketch.fromBytes(whole.toBytes()).count, whole.count);
        assert.equal(LatencySketch.fromBytes(whole.toBytes()).sumUs, whole.sumUs);
      }),
    );
  });

  it("knows how many were above a limit", () => {
    const sketch = sketchOf([100, 1_000, 10_000, 1_000_000, 2_000_000]);
    assert.equal(sketch.countAbove(500_000), 2);
    assert.equal(sketch.countAbove(50), 5);
    assert.equal(sketch.countAbove(3_000_000), 0);
  });

  it("stays small: ten thousand requests in under a kilobyte and a half", () => {
    const sketch = new LatencySketch();
    for (let at = 0; at < 10_000; at++) {
      sketch.add(Math.exp(8 + Math.sin(at) * 2 + Math.sin(at * 1.7)));
    }
    assert.ok(sketch.toBytes().length < 1_500, `${sketch.toBytes().length} bytes`);
  });

  it("takes what a clock can do wrong without breaking", () => {
    const sketch = sketchOf([-5, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, 0.4]);
    assert.equal(sketch.count, 4);
    assert.equal(sketch.quantile(0), 0);
    assert.ok(Number.isFinite(sketch.quantile(1)));
  });

  it("refuses bytes that are not a sketch", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          LatencySketch.fromBytes(bytes);
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
    );
  });
});
