import { createHmac, timingSafeEqual } from "node:crypto";

/** Who asks a peer's watch for what, proven by the cluster key. */
export interface WatchClaim {
  readonly purpose: "follow" | "trace";
  readonly node: string;
  readonly nowMs: number;
  /** Trace id in hex for "trace", empty for "follow". */
  readonly subject: string;
}

/** Two clocks of one pair; a claim that was overheard is worth nothing later. */
const AGE_MS_MAX = 120_000;

/** HMAC-SHA-256 over the claim; both members of a pair hold the key. */
export const watchMac = {
  make: (key: Uint8Array, claim: WatchClaim): Buffer =>
    createHmac("sha256", key)
      .update(JSON.stringify(["gyeot-watch-1", claim.purpose, claim.node, claim.nowMs, claim.subject]))
      .digest(),

  /** False when there is no key, the claim is too old or too new, or the key is another one. */
  check: (key: Uint8Array | null, claim: WatchClaim, mac: Uint8Array, nowMs: number): boolean => {
    if (key === null || Math.abs(nowMs - claim.nowMs) > AGE_MS_MAX) {
      return false;
    }
    const expected = watchMac.make(key, claim);
    return mac.length === expected.length && timingSafeEqual(mac, expected);
  },
};
