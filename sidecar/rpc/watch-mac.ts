import type { ClusterKey } from "./cluster-key.ts";

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
/** No member can have this name: what a member proves to its peer can never be used as a claim here. */
const DOMAIN = "\0watch";

/** HMAC over the claim by the key both members of a pair hold. */
export const watchMac = {
  make: (key: ClusterKey, claim: WatchClaim): Buffer => key.prove(textOf(claim), DOMAIN),

  /** False when there is no key, the claim is too old or too new, or the key is another one. */
  check: (key: ClusterKey | null, claim: WatchClaim, mac: Uint8Array, nowMs: number): boolean =>
    key !== null && Math.abs(nowMs - claim.nowMs) <= AGE_MS_MAX && key.verify(mac, textOf(claim), DOMAIN),
};

function textOf(claim: WatchClaim): Buffer {
  return Buffer.from(JSON.stringify([claim.purpose, claim.node, claim.nowMs, claim.subject]));
}
