import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { AppError } from "../base/app-error.ts";

/** The secret both members of a pair hold; proves membership, never leaves the process. */
export class ClusterKey {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Throws `cluster_key_invalid`, saying how to make a good one. */
  static read(path: string): ClusterKey {
    let text: string;
    let mode: number;
    try {
      text = readFileSync(path, "utf8").trim();
      mode = statSync(path).mode;
    } catch (cause) {
      const reason = AppError.from(cause).message;
      throw invalid(
        `the cluster key ${path} cannot be read (${reason}); make one with: gyeot key > ${path}`,
        cause,
      );
    }
    if (!/^[0-9a-f]{64}$/i.test(text)) {
      throw invalid(`the cluster key ${path} is not 64 hex digits; make one with: gyeot key > ${path}`);
    }
    if ((mode & 0o077) !== 0) throw invalid(`others can read the cluster key; run: chmod 600 ${path}`);
    return new ClusterKey(Buffer.from(text, "hex"));
  }

  /** Answer of `node` to a challenge. */
  prove(challenge: Uint8Array, node: string): Buffer {
    return createHmac("sha256", this.#key).update(challenge).update(node, "utf8").digest();
  }

  verify(mac: Uint8Array, challenge: Uint8Array, node: string): boolean {
    const wanted = this.prove(challenge, node);
    return mac.length === wanted.length && timingSafeEqual(mac, wanted);
  }
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError("cluster_key_invalid", message, cause);
}
