/** Sessions a bucket is meant for: a bucket that differs is listed whole, at some 60 bytes a session. */
const SESSIONS = 8;

/** A summary is never longer than this many buckets: 512 KiB on the wire, for half a million sessions and more. */
const BUCKETS_MAX = 65_536;
const BUCKETS_MIN = 16;

const BYTES = 8;

/** Fingerprints of many sessions at once: equal buckets hold equal records, but for one chance in 2^64. Pure. */
export const bucketDigests = {
  /** Buckets for so many sessions, a power of two. */
  count(sessions: number): number {
    let count = BUCKETS_MIN;
    while (count < BUCKETS_MAX && count * SESSIONS < sessions) count *= 2;
    return count;
  },

  bucket(id: string, count: number): number {
    return Number.parseInt(id.slice(-4), 16) % count;
  },

  /** 8 bytes a bucket: the exclusive or over its sessions of key and record fingerprint, mixed. */
  of(ids: Iterable<string>, digest: (id: string) => string | undefined, count: number): Uint8Array {
    const words = new Int32Array(count * 2);
    for (const id of ids) {
      const text = digest(id);
      if (text === undefined) continue;
      const at = bucketDigests.bucket(id, count) * 2;
      const high = Number.parseInt(text.slice(0, 8), 16) ^ Number.parseInt(id.slice(0, 8), 16);
      const low = Number.parseInt(text.slice(8), 16) ^ Number.parseInt(id.slice(8, 16), 16);
      words[at] = (words[at] as number) ^ mix(high, low);
      words[at + 1] = (words[at + 1] as number) ^ mix(low, high);
    }
    const bytes = Buffer.alloc(count * BYTES);
    for (let index = 0; index < words.length; index += 1)
      bytes.writeInt32LE(words[index] as number, index * 4);
    return bytes;
  },

  /** All buckets in one: 8 bytes that do not depend on how many buckets there were. */
  fold(digests: Uint8Array): Uint8Array {
    const whole = new Uint8Array(BYTES);
    for (let at = 0; at < digests.length; at += 1) {
      whole[at % BYTES] = (whole[at % BYTES] as number) ^ (digests[at] as number);
    }
    return whole;
  },

  /** Numbers of the buckets that differ; null when the two do not have the same buckets. */
  differing(left: Uint8Array, right: Uint8Array): number[] | null {
    if (left.length !== right.length) return null;
    const differing: number[] = [];
    for (let at = 0; at < left.length; at += 1) {
      if (left[at] === right[at]) continue;
      differing.push(Math.floor(at / BYTES));
      at += BYTES - 1 - (at % BYTES);
    }
    return differing;
  },

  /** Buckets of a summary that came over the wire; 0 when it is not one. */
  countOf(digests: Uint8Array): number {
    const count = digests.length / BYTES;
    return Number.isInteger(count) && count >= 1 && count <= BUCKETS_MAX ? count : 0;
  },
};

function mix(value: number, salt: number): number {
  let mixed = Math.imul(value ^ (salt >>> 15), 0x85ebca6b) ^ salt;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
