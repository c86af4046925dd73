import type { X509Certificate } from "node:crypto";
import type { ClusterKey } from "./cluster-key.ts";
import { type WatchClaim, watchMac } from "./watch-mac.ts";

/** How watch processes of one grid prove to each other who asks. */
export interface WatchProofOptions {
  /** Null where certificates alone prove it. */
  readonly key: ClusterKey | null;
  /** Claims come over TLS with a certificate. */
  readonly certificates: boolean;
}

/** Makes and checks claims of watch processes: by the cluster key, by the certificate, or by both. */
export class WatchProof {
  readonly #options: WatchProofOptions;

  constructor(options: WatchProofOptions) {
    this.#options = options;
  }

  make(claim: WatchClaim): Buffer {
    const { key } = this.#options;
    return key === null ? Buffer.alloc(0) : watchMac.make(key, claim);
  }

  /** Null when the claim holds, else why it does not. */
  problem(claim: WatchClaim, mac: Uint8Array, shown: X509Certificate | null, nowMs: number): string | null {
    const { key, certificates } = this.#options;
    if (key === null && !certificates) return "this sidecar is alone: nobody may follow it";
    if (certificates && shown?.checkHost(claim.node, { subject: "never", wildcards: false }) === undefined) {
      return `the certificate is for ${shown?.subjectAltName ?? "nobody"}, not for "${claim.node}"`;
    }
    if (key !== null && !watchMac.check(key, claim, mac, nowMs)) {
      return "the cluster key differs, or the clocks are two minutes apart";
    }
    return null;
  }
}
