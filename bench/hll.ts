import { createRequire } from "node:module";
import { hash64 } from "../sidecar/telemetry/hash64.ts";
import { HyperLogLog } from "../sidecar/telemetry/hyper-log-log.ts";
import type { BenchOptions } from "./bench.ts";

/** One way of counting. */
interface Counter {
  readonly addsPerSecond: number;
  /** Relative error at ERROR_USERS users, each a string of its own. */
  readonly error: number;
}

const ERROR_USERS = 1_000_000;
const M = 2 ** 14;

/**
 * Hashed adds a second into a full sketch, one core, with accuracy and merge time beside it. The rival is the package the
 * product owner named; it takes strings only, so its figure includes its hash, and ours is shown with hash64 of the same names, too (`namedAdds`).
 */
export async function hll(options: BenchOptions): Promise<object> {
  const rounds = options.short ? 20 : 400;
  const random = splitmix(options.seed);
  const high = Uint32Array.from({ length: 1 << 18 }, random);
  const low = Uint32Array.from({ length: 1 << 18 }, random);
  const bulk = bulkRate(high, low, rounds);
  options.say(`bulk adds: ${Math.round(bulk / 1e6)} M/s`);
  const single = singleRate(high, low, rounds);
  const mergeUs = mergeTime(options.short ? 200 : 5_000, high, low);
  options.say(`single adds: ${Math.round(single / 1e6)} M/s; merge ${mergeUs.toFixed(1)} µs`);
  const rms = rootMeanSquare(options.short ? 5 : 60, random);
  const rival = hyperloglog32(options.short ? 50_000 : ERROR_USERS);
  const worst = Math.max(...Object.values(rms));
  return {
    name: "hll",
    unit: "adds/s",
    value: Math.round(bulk),
    singleAdds: Math.round(single),
    namedAdds: Math.round(namedRate(options.short ? 50_000 : ERROR_USERS)),
    mergeUs: Number(mergeUs.toFixed(2)),
    errorRms: rms,
    rivals: { hyperloglog32: rival },
    ratio: Number((bulk / rival.addsPerSecond).toFixed(1)),
    // Complete when the counts are right within the sampling error of so many rounds.
    complete: worst <= 0.0081 * (options.short ? 2 : 1.25) && bulk > 0,
  };
}

function bulkRate(high: Uint32Array, low: Uint32Array, rounds: number): number {
  const sketch = new HyperLogLog();
  sketch.addAll(high, low);
  return rate(rounds * high.length, () => {
    for (let round = 0; round < rounds; round++) {
      sketch.addAll(high, low);
    }
  });
}

function singleRate(high: Uint32Array, low: Uint32Array, rounds: number): number {
  const sketch = new HyperLogLog();
  sketch.addAll(high, low);
  return rate(rounds * high.length, () => {
    for (let round = 0; round < rounds; round++) {
      for (let at = 0; at < high.length; at++) {
        sketch.add(high[at] as number, low[at] as number);
      }
    }
  });
}

function namedRate(users: number): number {
  const names = Array.from({ length: users }, (_, user) => Buffer.from(`user-${user}`));
  const sketch = new HyperLogLog();
  return rate(users, () => {
    for (const name of names) {
      const { high, low } = hash64(name);
      sketch.add(high, low);
    }
  });
}

/** Microseconds to merge one full sketch into another. */
function mergeTime(rounds: number, high: Uint32Array, low: Uint32Array): number {
  const [ours, theirs] = [new HyperLogLog(), new HyperLogLog()];
  ours.addAll(high, low);
  theirs.addAll(low, high);
  const merges = rate(rounds, () => {
    for (let round = 0; round < rounds; round++) {
      // Unequal registers each time: what was merged would be skipped.
      const fresh = new HyperLogLog();
      fresh.addAll(high.subarray(0, 0), low.subarray(0, 0));
      fresh.merge(ours);
      fresh.merge(theirs);
    }
  });
  return 1e6 / merges / 2;
}

/** Per second of this process's own time, so that a busy machine does not make it look slow; the best of three. */
function rate(count: number, work: () => void): number {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    work();
    const used = process.cpuUsage(start);
    best = Math.max(best, count / ((used.user + used.system) / 1e6));
  }
  return best;
}

/** By number of users; the hump of the original estimator is at 2.5 to 5 m. */
function rootMeanSquare(rounds: number, random: () => number): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const users of [10, 1_000, 2.5 * M, 4 * M, 5 * M, ERROR_USERS]) {
    let sum = 0;
    for (let round = 0; round < rounds; round++) {
      const sketch = new HyperLogLog();
      for (let user = 0; user < users; user++) {
        sketch.add(random(), random());
      }
      sum += (sketch.estimate() / users - 1) ** 2;
    }
    errors[users] = Number(Math.sqrt(sum / rounds).toFixed(5));
  }
  return errors;
}

function hyperloglog32(users: number): Counter {
  const make = createRequire(import.meta.url)("hyperloglog32") as (bits: number) => {
    add(user: string): void;
    count(): number;
  };
  const sketch = make(14);
  const names = Array.from({ length: users }, (_, user) => `user-${user}`);
  const addsPerSecond = Math.round(
    rate(users, () => {
      for (const name of names) {
        sketch.add(name);
      }
    }),
  );
  return { addsPerSecond, error: Number((sketch.count() / users - 1).toFixed(4)) };
}

/** splitmix32. */
function splitmix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}
