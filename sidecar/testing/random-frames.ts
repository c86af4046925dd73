import { SimRandom } from "./sim-random.ts";

/** A nested message deeper than any stack. */
const DEPTH = 10_000;

/** Frames nobody could mean, and frames that are nearly right: the same seed gives the same ones. */
export class RandomFrames {
  readonly #random: SimRandom;
  readonly #good: readonly Buffer[];

  /** `good` are encoded frames to be damaged. */
  constructor(seed: number, good: readonly Buffer[]) {
    this.#random = new SimRandom(seed);
    this.#good = good;
  }

  next(): Buffer {
    const kind = this.#random.next();
    if (kind < 0.2) return this.#noise(Math.floor(this.#random.between(0, 200)));
    if (kind < 0.21) return this.#nested();
    if (kind < 0.3) return this.#huge();
    if (kind < 0.35) return Buffer.concat([this.#random.pick(this.#good), this.#random.pick(this.#good)]);
    return this.#damaged(this.#random.pick(this.#good));
  }

  #noise(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; at += 1) bytes[at] = Math.floor(this.#random.next() * 256);
    return bytes;
  }

  /** A few bits turned, a piece cut off, doubled or replaced. */
  #damaged(good: Buffer): Buffer {
    const bytes = Buffer.from(good);
    const turns = 1 + Math.floor(this.#random.next() * 4);
    for (let turn = 0; turn < turns && bytes.length > 0; turn += 1) {
      const at = Math.floor(this.#random.next() * bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(this.#random.next() * 8));
    }
    const how = this.#random.next();
    const at = Math.floor(this.#random.next() * (bytes.length + 1));
    if (how < 0.2) return bytes.subarray(0, at);
    if (how < 0.3) return Buffer.concat([bytes.subarray(0, at), this.#noise(8), bytes.subarray(at)]);
    return bytes;
  }

  /** The same field in itself, with honest lengths or without end. */
  #nested(): Buffer {
    const tag = (Math.floor(this.#random.between(1, 16)) << 3) | 2;
    if (this.#random.chance(0.5)) return Buffer.alloc(DEPTH * 2, Buffer.from([tag, 0x7f]));
    let bytes = Buffer.alloc(0);
    for (let depth = 0; depth < 60; depth += 1)
      bytes = Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);
    return bytes;
  }

  /** A length of many gigabytes, or a number of more than 64 bits. */
  #huge(): Buffer {
    const field = Math.floor(this.#random.between(1, 20));
    const wire = this.#random.pick([0, 2, 2, 2, 1, 5, 3, 4, 6, 7]);
    const long = Buffer.alloc(this.#random.pick([4, 5, 9, 10, 12, 40]), 0xff);
    long[long.length - 1] = 0x7f;
    return Buffer.concat([Buffer.from([(field << 3) | wire]), long, this.#noise(20)]);
  }
}
