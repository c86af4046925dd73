import { statfsSync } from "node:fs";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { DiskBallast } from "./disk-ballast.ts";
import { type DiskRoom, diskRoom } from "./disk-room.ts";

/** How much room a disk has, in bytes. */
export interface DiskSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** What a DiskWatch needs. */
export interface DiskWatchOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Given to one process of a data directory only. */
  readonly ballast?: DiskBallast;
  /** Bytes inside the store's file that are written to before it grows. */
  readonly reusable?: () => number;
  /** Asks the file system unless a test says otherwise; null when it cannot be asked. */
  readonly space?: (path: string) => DiskSpace | null;
}

/** How full the disk is, for the operator. */
export interface DiskFigures extends DiskSpace {
  readonly neededBytes: number;
  readonly ballastBytes: number;
}

const INTERVAL_MS = 1_000;

/** Of what is free inside the store half counts: it comes in pieces, and each commit needs some of it twice. */
const REUSABLE_SHARE = 0.5;

/** What the store needs for a change that it takes over from the journal: pages are two thirds full, and one is copied. */
const FLUSH_FACTOR = 1.5;
const FLUSH_BYTES = 16 * 1024;

/** The least that the journal needs for sessions that end. */
const JOURNAL_BYTES = 64 * 1024;

/** Of a file system that cannot be asked: it says nothing, and the write itself will tell. */
const UNKNOWN: DiskSpace = { totalBytes: 2 ** 50, freeBytes: 2 ** 50 };

/**
 * Knows how much room the disk has: changes are refused below a watermark, so that LMDB does not meet a full disk;
 * when the disk is full nevertheless, the ballast makes room to clean up. Heals by itself.
 */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  #cancel: Cancel = () => {};
  #low: AppError | null = null;
  #space: DiskSpace = UNKNOWN;
  #room: DiskRoom = diskRoom(UNKNOWN.totalBytes);
  #spentBytes = 0;
  #pendingBytes = 0;
  /** Free on the disk and, in part, inside the store. */
  #roomBytes = UNKNOWN.freeBytes;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#look();
  }

  /** Null while there is room; otherwise the error a writer is given. */
  get low(): AppError | null {
    return this.#low;
  }

  /** Whether the store may still take over what the journal holds, although changes are refused. */
  get mayCleanUp(): boolean {
    return this.#space.freeBytes >= JOURNAL_BYTES && this.#roomBytes >= this.#room.last;
  }

  /**
   * Sessions that one commit may change now, possibly none: each copies a page and the way to it, and what a commit
   * sets free is used again only by the one after the next. The file keeps what it once took.
   */
  commitMax(): number {
    this.#look();
    return Math.floor((this.#space.freeBytes - this.#room.last) / (8 * FLUSH_BYTES));
  }

  get room(): DiskRoom {
    return this.#room;
  }

  figures(): DiskFigures {
    const { needed } = this.#room;
    return { ...this.#space, neededBytes: needed, ballastBytes: this.#options.ballast?.bytes ?? 0 };
  }

  start(): void {
    this.#cancel = this.#options.clock.every(INTERVAL_MS, () => this.#turn());
  }

  stop(): void {
    this.#cancel();
  }

  /** A change of so many bytes is about to be written: a small disk can fill within the second between two looks. */
  spend(bytes: number): void {
    this.#spentBytes += bytes;
    this.#pendingBytes += FLUSH_FACTOR * bytes + FLUSH_BYTES;
    if (this.#spentBytes > this.#room.needed / 16) this.#look();
  }

  /** Room the store will need to take over what was written since `flushed` was last called. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** The store has taken over so many of them. */
  flushed(bytes: number): void {
    this.#pendingBytes = Math.max(0, this.#pendingBytes - bytes);
  }

  #turn(): void {
    this.#look();
    const { ballast } = this.#options;
    if (ballast === undefined || this.#low !== null) return;
    const left = this.#space.freeBytes - (this.#room.ballast - ballast.bytes);
    if (left >= this.#room.needed + 2 * this.#room.again) ballast.grow(this.#room.ballast);
  }

  #look(): void {
    this.#spentBytes = 0;
    const ask = this.#options.space ?? askFileSystem;
    this.#space = ask(this.#options.path) ?? UNKNOWN;
    this.#room = diskRoom(this.#space.totalBytes);
    if (this.#space.freeBytes < this.#room.last && (this.#options.ballast?.bytes ?? 0) > 0) {
      this.#options.ballast?.release();
      this.#space = ask(this.#options.path) ?? UNKNOWN;
    }
    const { freeBytes } = this.#space;
    const { needed, again, last } = this.#room;
    const more = this.#low === null ? 0 : again;
    const room = freeBytes + REUSABLE_SHARE * (this.#options.reusable?.() ?? 0);
    this.#roomBytes = room;
    const wanted = Math.max(needed + more, last + this.#pendingBytes);
    const enough = room >= wanted && freeBytes >= 4 * JOURNAL_BYTES;
    this.#low = enough ? null : lowError(this.#options.path, freeBytes, wanted);
  }
}

function lowError(path: string, freeBytes: number, wantedBytes: number): AppError {
  const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  const text = `the disk of ${path} has ${mib(freeBytes)} free of the ${mib(wantedBytes)} it must keep`;
  return new AppError("disk_full", `${text}; free space and changes are accepted again`);
}

function askFileSystem(path: string): DiskSpace | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(path);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch {
    // See UNKNOWN.
    return null;
  }
}
