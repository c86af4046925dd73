/**
 * Distribution of response times, mergeable: counts in buckets whose bounds grow by 2 %, so any quantile is within 1 %
 * of a value that was really measured (as in DDSketch [1]). Values are whole microseconds 0 … 2^53; count, sum, least
 * and greatest are exact. Merging is commutative and associative, and equal contents give equal bytes.
 *
 * [1] Masson, Rim, Lee: DDSketch, VLDB 2019.
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";

const GROWTH = 1.02;
const LOG_GROWTH = Math.log(GROWTH);
/** Bucket of 2^53 µs, 285 years: nothing is above. */
const INDEX_MAX = Math.ceil(Math.log(Number.MAX_SAFE_INTEGER) / LOG_GROWTH) + 1;

export class LatencySketch {
  /** Greatest relative error of `quantile`. */
  static readonly error = (GROWTH - 1) / (GROWTH + 1);

  /** counts[i] belongs to bucket #first + i; bucket 0 holds 0 µs, bucket k holds (GROWTH^(k-2), GROWTH^(k-1)]. */
  #counts = new Float64Array(0);
  #first = 0;
  #count = 0;
  #sumUs = 0;
  #leastUs = Number.MAX_SAFE_INTEGER;
  #greatestUs = 0;

  get count(): number {
    return this.#count;
  }

  get sumUs(): number {
    return this.#sumUs;
  }

  get greatestUs(): number {
    return this.#greatestUs;
  }

  add(durationUs: number): void {
    const value = Math.min(Math.max(Math.round(durationUs), 0), Number.MAX_SAFE_INTEGER);
    this.#raise(value === 0 ? 0 : Math.max(0, Math.ceil(Math.log(value) / LOG_GROWTH)) + 1, 1);
    this.#count++;
    this.#sumUs += value;
    this.#leastUs = Math.min(this.#leastUs, value);
    this.#greatestUs = Math.max(this.#greatestUs, value);
  }

  merge(other: LatencySketch): void {
    if (other.#count === 0) {
      return;
    }
    this.#cover(other.#first, other.#first + other.#counts.length - 1);
    for (let at = 0; at < other.#counts.length; at++) {
      const index = other.#first + at - this.#first;
      this.#counts[index] = (this.#counts[index] as number) + (other.#counts[at] as number);
    }
    this.#count += other.#count;
    this.#sumUs += other.#sumUs;
    this.#leastUs = Math.min(this.#leastUs, other.#leastUs);
    this.#greatestUs = Math.max(this.#greatestUs, other.#greatestUs);
  }

  /** Value below or at which the share `quantile` (0..1) lies, in microseconds; null when nothing was measured. */
  quantile(quantile: number): number | null {
    if (this.#count === 0) {
      return null;
    }
    const rank = Math.min(Math.max(Math.ceil(quantile * this.#count), 1), this.#count);
    let seen = 0;
    for (let at = 0; at < this.#counts.length; at++) {
      seen += this.#counts[at] as number;
      if (seen >= rank) {
        return Math.min(Math.max(middleUs(this.#first + at), this.#leastUs), this.#greatestUs);
      }
    }
    return this.#greatestUs;
  }

  /** How many took longer than `limitUs`; exact to the width of one bucket. */
  countAbove(limitUs: number): number {
    let above = 0;
    for (let at = this.#counts.length - 1; at >= 0 && middleUs(this.#first + at) > limitUs; at--) {
      above += this.#counts[at] as number;
    }
    return above;
  }

  /** Runs of (gap, count) as varints: some 2 bytes a bucket in use. Empty sketches give no bytes. */
  toBytes(): Buffer {
    if (this.#count === 0) {
      return Buffer.alloc(0);
    }
    const writer = new ByteWriter(32 + this.#counts.length * 2);
    writer.varint(this.#sumUs).varint(this.#leastUs).varint(this.#greatestUs);
    let before = -1;
    for (let at = 0; at < this.#counts.length; at++) {
      const count = this.#counts[at] as number;
      if (count > 0) {
        writer.varint(this.#first + at - before - 1).varint(count);
        before = this.#first + at;
      }
    }
    return Buffer.from(writer.bytes());
  }

  /** Throws RangeError when `bytes` are not a sketch. */
  static fromBytes(bytes: Uint8Array): LatencySketch {
    const sketch = new LatencySketch();
    if (bytes.length === 0) {
      return sketch;
    }
    const reader = new ByteReader(bytes);
    sketch.#sumUs = reader.varint();
    sketch.#leastUs = reader.varint();
    sketch.#greatestUs = reader.varint();
    for (let index = -1; !reader.ended; ) {
      index += reader.varint() + 1;
      const count = reader.varint();
      if (index > INDEX_MAX || count === 0) {
        throw new RangeError("A latency sketch has a bucket that cannot be.");
      }
      sketch.#raise(index, count);
      sketch.#count += count;
    }
    return sketch;
  }

  #raise(index: number, by: number): void {
    this.#cover(index, index);
    const at = index - this.#first;
    this.#counts[at] = (this.#counts[at] as number) + by;
  }

  /** Makes room for buckets first … last, with some to spare towards the side that grew. */
  #cover(first: number, last: number): void {
    const end = this.#first + this.#counts.length;
    if (this.#counts.length > 0 && first >= this.#first && last < end) {
      return;
    }
    const empty = this.#counts.length === 0;
    const from = Math.max(0, (empty ? first : Math.min(first, this.#first)) - SPARE);
    const to = (empty ? last + 1 : Math.max(last + 1, end)) + SPARE;
    const larger = new Float64Array(to - from);
    larger.set(this.#counts, empty ? 0 : this.#first - from);
    this.#counts = larger;
    this.#first = from;
  }
}

/** Buckets to either side: a factor of two and a half. */
const SPARE = 48;

/** The value that is at most 1 % away from every value of a bucket. */
function middleUs(index: number): number {
  if (index <= 1) {
    return index;
  }
  return (2 * GROWTH ** (index - 1)) / (GROWTH + 1);
}
