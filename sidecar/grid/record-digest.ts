import type { Version } from "./version.ts";

/**
 * 64-bit fingerprint of the versions a record is made of, as 16 hex digits. The fingerprints of its parts are
 * combined by exclusive or, so one changed part costs one step. Not a defence against forgery: the peer that
 * sends it holds the cluster key.
 */
export const recordDigest = {
  empty: "0000000000000000",

  /** Adds a part, or takes it away when it was in. */
  toggle(digest: string, kind: "a" | "m" | "c" | "t" | "w", name: string, version: Version): string {
    const text = `${kind}${version.ms}.${version.counter}.${version.node}\0${name}`;
    let high = 0x811c9dc5;
    let low = 0x1b873593;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high ^= high >>> 13;
      low = Math.imul(low ^ code, 0xc2b2ae35);
      low ^= low >>> 16;
    }
    high = Math.imul(high ^ (low >>> 15), 0x27d4eb2f);
    low = Math.imul(low ^ (high >>> 13), 0x165667b1);
    return (
      hex(Number.parseInt(digest.slice(0, 8), 16) ^ high) + hex(Number.parseInt(digest.slice(8), 16) ^ low)
    );
  },
};

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
