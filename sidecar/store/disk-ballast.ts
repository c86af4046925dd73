import { randomBytes } from "node:crypto";
import { closeSync, openSync, statSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { Log } from "../base/log.ts";

/** What a DiskBallast needs. */
export interface DiskBallastOptions {
  /** Directory on the disk it stands for. */
  readonly path: string;
  readonly log: Log;
}

/** Written in one go: a disk that is slow is held up for a moment only. */
const PIECE_BYTES = 1024 * 1024;

/**
 * A file that is of no use but to be deleted: when the disk is full after all, the room it took lets the store
 * commit and clean up. It is built up a piece at a time, of random bytes, which no file system makes smaller.
 */
export class DiskBallast {
  readonly #path: string;
  readonly #log: Log;
  readonly #piece = randomBytes(PIECE_BYTES);
  #bytes = 0;

  constructor(options: DiskBallastOptions) {
    this.#path = join(options.path, "ballast");
    this.#log = options.log;
    try {
      this.#bytes = statSync(this.#path).size;
    } catch {
      // None yet, or it was released.
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds one piece, up to `wantedBytes` in all. */
  grow(wantedBytes: number): void {
    const piece = Math.min(PIECE_BYTES, wantedBytes - this.#bytes);
    if (piece <= 0) return;
    try {
      const file = openSync(this.#path, "a", 0o600);
      try {
        this.#bytes += writeSync(file, this.#piece, 0, piece);
      } finally {
        closeSync(file);
      }
    } catch (cause) {
      // It is tried again while there is room; without it the watermark alone protects the store.
      this.#log.warnSometimes("the ballast file cannot be written", { cause: AppError.from(cause) });
    }
  }

  /** Gives its room back at once. */
  release(): void {
    if (this.#bytes === 0) return;
    try {
      unlinkSync(this.#path);
    } catch (cause) {
      this.#log.warnSometimes("the ballast file cannot be removed", { cause: AppError.from(cause) });
      return;
    }
    this.#log.warn("the disk is full: the ballast file was removed so that the store can clean up", {
      bytes: this.#bytes,
    });
    this.#bytes = 0;
  }
}
