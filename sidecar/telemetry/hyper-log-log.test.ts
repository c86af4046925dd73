import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hash64 } from "./hash64.ts";
import { HyperLogLog } from "./hyper-log-log.ts";

/** Uniform 32-bit numbers from a seed (splitmix32): the sketch is judged on ideal hashes, hash64 apart. */
function lanes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

function filled(users: number, seed: number): HyperLogLog {
  const [high, low] = [lanes(seed), lanes(seed ^ 0x5bd1e995)];
  const sketch = new HyperLogLog();
  const single = Math.min(users, 4_096);
  for (let user = 0; user < single; user++) {
    sketch.add(high(), low());
  }
  for (let left = users - single; left > 0; left -= CHUNK) {
    const count = Math.min(CHUNK, left);
    for (let at = 0; at < count; at++) {
      highs[at] = high();
      lows[at] = low();
    }
    sketch.addAll(highs.subarray(0, count), lows.subarray(0, count));
  }
  return sketch;
}

const CHUNK = 1 << 16;
const highs = new Uint32Array(CHUNK);
const lows = new Uint32Array(CHUNK);

/** Root of the mean squared relative error over `rounds` seeds. */
function rms(users: number, rounds: number): number {
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    sum += (filled(users, 7_919 * (round + 1)).estimate() / users - 1) ** 2;
  }
  return Math.sqrt(sum / rounds);
}

const hashes = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff })),
  {
    maxLength: 60,
  },
);
const sketchOf = (users: readonly (readonly [number, number])[]): HyperLogLog => {
  const sketch = new HyperLogLog();
  for (const [high, low] of users) {
    sketch.add(high, low);
  }
  return sketch;
};

describe("hyper-log-log", () => {
  it("counts within 0.81 % RMS from 10 to a million users, without a hump at 2.5 to 5 m", () => {
    const m = 16_384;
    // 30 rounds know the RMS to ±13 %, so a true 0.81 % may show as up to 0.81 × 1.26 (two of its own deviations).
    for (const users of [10, 100, 1_000, 10_000, 2.5 * m, 3.5 * m, 5 * m]) {
      const error = rms(users, 30);
      assert.ok(error <= 0.0081 * 1.26, `${users} users: ${error}`);
    }
    assert.ok(rms(1_000_000, 4) <= 0.0081 * 1.7);
  });

  it("counts ten million users of sequential names through its own hash", () => {
    const sketch = new HyperLogLog();
    const bytes = Buffer.alloc(8);
    for (let user = 0; user < 200_000; user++) {
      bytes.writeUInt32BE(user, 4);
      const { high, low } = hash64(bytes);
      sketch.add(high, low);
    }
    assert.ok(Math.abs(sketch.estimate() / 200_000 - 1) < 0.02, `${sketch.estimate()}`);
    const large = filled(10_000_000, 42).estimate();
    assert.ok(Math.abs(large / 10_000_000 - 1) < 0.02, `${large}`);
    const merged = filled(30_000, 1);
    const [left, right] = [filled(30_000, 2), filled(20_000, 3)];
    merged.merge(left);
    merged.merge(right);
    assert.ok(Math.abs(merged.estimate() / 80_000 - 1) < 0.02, `${merged.estimate()}`);
  });

  it("is exact for a handful and zero for none", () => {
    assert.equal(new HyperLogLog().estimate(), 0);
    for (const users of [1, 2, 5]) {
      assert.equal(Math.round(filled(users, 3).estimate()), users);
    }
  });

  it("counts a user once, however often he comes", () => {
    const sketch = filled(1000, 1);
    const bytes = sketch.toBytes();
    sketch.merge(filled(1000, 1));
    assert.deepEqual(sketch.toBytes(), bytes);
  });

  it("merges commutatively, associatively and idempotently, and keeps its bytes", () => {
    fc.assert(
      fc.property(hashes, hashes, hashes, (a, b, c) => {
        const left = sketchOf(a);
        left.merge(sketchOf(b));
        left.merge(sketchOf(c));
        const right = sketchOf(c);
        right.merge(sketchOf(b));
        right.merge(HyperLogLog.fromBytes(sketchOf(a).toBytes()));
        right.merge(sketchOf(b));
        assert.deepEqual(left.toBytes(), right.toBytes());
        assert.deepEqual(left.toBytes(), sketchOf([...a, ...b, ...c]).toBytes());
      }),
    );
  });

  it("is the same sketch in its list form and in its full form", () => {
    for (const users of [1_000, 2_047, 2_048, 2_300, 4_000]) {
      const list = filled(users, 9);
      const full = new HyperLogLog();
      full.addAll(new Uint32Array(0), new Uint32Array(0));
      full.merge(list);
      assert.equal(full.estimate(), list.estimate());
      assert.equal(HyperLogLog.fromBytes(list.toBytes()).estimate(), list.estimate());
      assert.deepEqual(full.toBytes(), list.toBytes());
    }
    assert.equal(filled(300_000, 5).toBytes().length, 1 + 16_384);
  });

  it("refuses bytes that are not a sketch", () => {
    for (const hex of ["00", "03", "0200", "01ffffffffffffffffff", "0100", "01ffffff7f", "0135ff"]) {
      assert.throws(() => HyperLogLog.fromBytes(Buffer.from(hex, "hex")), RangeError, hex);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          assert.ok(Number.isFinite(HyperLogLog.fromBytes(bytes).estimate()));
        } catch (error) {
          assert.ok(error instanceof RangeError);
        }
      }),
    );
  });

  it("is used instead of npm hyperloglog32, which loses nearly all of a million users", () => {
    const make = createRequire(import.meta.url)("hyperloglog32") as (bits: number) => {
      add(user: string): void;
      count(): number;
    };
    const theirs = make(14);
    const ours = new HyperLogLog();
    for (let user = 0; user < 400_000; user++) {
      const name = `user-${user}`;
      theirs.add(name);
      const { high, low } = hash64(Buffer.from(name));
      ours.add(high, low);
    }
    assert.ok(theirs.count() < 0.5 * 400_000, `hyperloglog32 counted ${theirs.count()}: was it repaired?`);
    assert.ok(Math.abs(ours.estimate() / 400_000 - 1) < 0.02);
  });
});
