/**
 * 64-bit hash of bytes as two unsigned 32-bit lanes: what the user sketches are fed with. Deterministic over
 * processes and machines, because sketches of different members are merged; not meant to resist forgery.
 * Two lanes of multiply-rotate rounds (as MurmurHash3 does [1]) crossed and finished by its avalanche.
 *
 * [1] A. Appleby, MurmurHash3, 2011.
 */
export function hash64(bytes: Uint8Array): Hash64 {
  let high = SEED_HIGH ^ bytes.length;
  let low = SEED_LOW ^ bytes.length;
  for (let index = 0; index < bytes.length; index += 4) {
    // Past the end reads as 0; the length is in the seed, so padding tells nothing apart wrongly.
    const word =
      (bytes[index] as number) |
      ((bytes[index + 1] ?? 0) << 8) |
      ((bytes[index + 2] ?? 0) << 16) |
      ((bytes[index + 3] ?? 0) << 24);
    high = round(high, word, 0xcc9e2d51, 0x1b873593, 13) + low;
    low = round(low, word, 0xab0e9789, 0x38b34ae5, 17) + high;
  }
  const crossedHigh = avalanche(high + Math.imul(low, 0x9e3779b1));
  const crossedLow = avalanche(low ^ Math.imul(crossedHigh, 0x85ebca77));
  return { high: avalanche(crossedHigh + crossedLow), low: crossedLow };
}

/** Both lanes are 0 … 2^32 - 1. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

const SEED_HIGH = 0x9368e53c;
const SEED_LOW = 0x586dcd20;

function round(lane: number, word: number, first: number, second: number, rotation: number): number {
  let mixed = Math.imul(word, first);
  mixed = (mixed << 15) | (mixed >>> 17);
  const next = lane ^ Math.imul(mixed, second);
  return (Math.imul((next << rotation) | (next >>> (32 - rotation)), 5) + 0xe6546b64) | 0;
}

function avalanche(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
