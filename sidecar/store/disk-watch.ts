import { statfsSync } from "node:fs";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";

/** What a DiskWatch needs. */
export interface DiskWatchOptions {
  readonly path: string;
  readonly clock: Clock;
}

/** Below a tenth of the disk, or 512 MiB where that is less, changes are refused: LMDB must never meet a full disk. */
const FREE_SHARE_MIN = 0.1;
const FREE_BYTES_MIN = 512 * 1024 ** 2;
const INTERVAL_MS = 1_000;

/** Looks each second how much room the disk has. Does not write. */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  #cancel: Cancel = () => {};
  #low: AppError | null = null;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
  }

  /** Null while there is room; otherwise the error a writer is given. */
  get low(): AppError | null {
    return this.#low;
  }

  start(): void {
    this.#look();
    this.#cancel = this.#options.clock.every(INTERVAL_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    try {
      const { bavail, blocks, bsize } = statfsSync(this.#options.path);
      const free = bavail * bsize;
      const needed = Math.min(FREE_BYTES_MIN, blocks * bsize * FREE_SHARE_MIN);
      if (free >= needed) {
        this.#low = null;
        return;
      }
      const mib = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`;
      const text = `the disk of ${this.#options.path} has ${mib(free)} free of the ${mib(needed)} it must keep`;
      this.#low = new AppError("disk_full", `${text}; free space and changes are accepted again`);
    } catch {
      // A file system that cannot be asked says nothing; the write itself will tell.
      this.#low = null;
    }
  }
}
