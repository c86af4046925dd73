import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { journalRecords } from "./journal-records.ts";

/** How the journal works. */
export interface JournalOptions {
  /** Directory of the segments; made when missing. */
  readonly path: string;
  /** process: `append` resolves after write(2). disk: after fdatasync. */
  readonly durability: "process" | "disk";
  readonly clock: Clock;
  readonly log: Log;
}

interface Waiting {
  readonly payload: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (reason: AppError) => void;
}

/** The stated window of level `process`: what a loss of power at both hosts may cost. */
const SYNC_DELAY_MS = 50;

/**
 * Append-only log in front of the store. All that is appended in one turn of the event loop is written by one
 * system call. A record cut short by a crash is dropped at the next `replay`; those before it are kept.
 * After a failed write nothing is accepted until `recover` succeeds.
 */
export class Journal {
  readonly #options: JournalOptions;
  #file = -1;
  #segment = 0;
  #segmentBytes = 0;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #failure: AppError | null = null;
  #syncTimer = false;
  /** Level disk: written, not yet synced. */
  #unsynced: Waiting[] = [];
  #syncing = false;

  constructor(options: JournalOptions) {
    this.#options = options;
    mkdirSync(options.path, { recursive: true, mode: 0o700 });
  }

  /** Null while it accepts; otherwise why not. */
  get failure(): AppError | null {
    return this.#failure;
  }

  /** Bytes of the segment that is being written. */
  get segmentBytes(): number {
    return this.#segmentBytes;
  }

  /** Hands every intact record to `each`, oldest first, and opens a new segment. Call it once, first. */
  replay(each: (payload: Buffer) => void): { records: number; tornBytes: number } {
    let records = 0;
    let tornBytes = 0;
    const segments = this.#segments();
    for (const segment of segments) {
      const path = this.#path(segment);
      const bytes = readFileSync(path);
      const end = journalRecords.read(bytes, (payload) => {
        records += 1;
        each(payload);
      });
      if (end < bytes.length) {
        tornBytes += bytes.length - end;
        truncateSync(path, end);
        this.#options.log.warn("the end of a journal segment was cut off by a crash", {
          segment,
          droppedBytes: bytes.length - end,
        });
      }
    }
    this.#open((segments.at(-1) ?? 0) + 1);
    return { records, tornBytes };
  }

  /** Resolves when the record is as durable as the level says; rejects when it may not be. */
  append(payload: Uint8Array): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ payload, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // The check phase comes after all input of this turn has been read.
      setImmediate(() => this.#write());
    });
  }

  /** Begins a new segment; everything appended before is in older ones. Returns its number. */
  rotate(): number {
    this.#write();
    const before = this.#file;
    if (this.#failure === null && this.#options.durability === "disk") {
      // Others wait for what was written there; they must not depend on a file that nobody syncs any more.
      this.#syncNow();
      this.#open(this.#segment + 1);
      closeSync(before);
    } else if (this.#failure === null) {
      this.#open(this.#segment + 1);
      this.#retire(before);
    }
    return this.#segment;
  }

  /** Synced like the rest, in the background: on a busy disk that takes longer than requests can wait. */
  #retire(file: number): void {
    fdatasync(file, (cause) => {
      closeSync(file);
      if (cause) this.#fail(cause, []);
    });
  }

  /** Deletes the segments before `segment`: what they hold is safe in the store. */
  discardBefore(segment: number): void {
    for (const old of this.#segments()) {
      if (old < segment && old !== this.#segment) unlinkSync(this.#path(old));
    }
  }

  /** After a failure: opens a new segment and proves that it can be written. False when it cannot. */
  recover(): boolean {
    if (this.#failure === null) return true;
    const before = this.#file;
    try {
      this.#open(this.#segment + 1);
      writeAll(this.#file, [{ payload: new Uint8Array(0) }]);
      fdatasyncSync(this.#file);
    } catch {
      // Still broken; the failure that is kept says why, and the caller tries again later.
      if (this.#file !== before) this.#giveUpSegment(before);
      return false;
    }
    closeSync(before);
    this.#failure = null;
    return true;
  }

  /** Nothing is left of a segment that could not be proved: tried each second, files would pile up. */
  #giveUpSegment(before: number): void {
    closeSync(this.#file);
    this.#file = before;
    try {
      unlinkSync(this.#path(this.#segment));
    } catch {
      // The next attempt takes the same name again.
    }
    this.#segment -= 1;
  }

  close(): void {
    if (this.#file < 0) return;
    this.#write();
    if (this.#failure === null) this.#syncNow();
    closeSync(this.#file);
    this.#file = -1;
  }

  #segments(): number[] {
    const names = readdirSync(this.#options.path).filter((name) => /^\d{12}\.log$/.test(name));
    return names.map((name) => Number.parseInt(name, 10)).sort((left, right) => left - right);
  }

  #path(segment: number): string {
    return join(this.#options.path, `${String(segment).padStart(12, "0")}.log`);
  }

  #open(segment: number): void {
    this.#file = openSync(this.#path(segment), "a", 0o600);
    this.#segment = segment;
    this.#segmentBytes = 0;
    if (this.#options.durability !== "disk") return;
    const directory = openSync(this.#options.path, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }

  #write(): void {
    this.#scheduled = false;
    const batch = this.#waiting;
    if (batch.length === 0 || this.#file < 0) return;
    this.#waiting = [];
    try {
      this.#segmentBytes += writeAll(this.#file, batch);
    } catch (cause) {
      this.#fail(cause, batch);
      return;
    }
    if (this.#options.durability === "disk") {
      this.#unsynced.push(...batch);
      this.#syncSoon();
    } else {
      for (const waiting of batch) waiting.resolve();
      this.#syncLater();
    }
  }

  /** Level disk: one fdatasync at a time, each for all that was written before it began. */
  #syncSoon(): void {
    if (this.#syncing || this.#unsynced.length === 0) return;
    this.#syncing = true;
    const batch = this.#unsynced;
    this.#unsynced = [];
    fdatasync(this.#file, (cause) => {
      this.#syncing = false;
      if (cause) this.#fail(cause, batch);
      else for (const waiting of batch) waiting.resolve();
      this.#syncSoon();
    });
  }

  /** Level process: in the background, at most once in SYNC_DELAY_MS. */
  #syncLater(): void {
    if (this.#syncTimer) return;
    this.#syncTimer = true;
    this.#options.clock.after(SYNC_DELAY_MS, () => {
      this.#syncTimer = false;
      const file = this.#file;
      if (file < 0) return;
      fdatasync(file, (cause) => {
        // A segment closed in between was synced before it was closed.
        if (cause && file === this.#file) this.#fail(cause, []);
      });
    });
  }

  #syncNow(): void {
    const batch = this.#unsynced;
    this.#unsynced = [];
    try {
      fdatasyncSync(this.#file);
      for (const waiting of batch) waiting.resolve();
    } catch (cause) {
      this.#fail(cause, batch);
    }
  }

  #fail(cause: unknown, batch: readonly Waiting[]): void {
    const reason = AppError.from(cause).message;
    const full = /ENOSPC|EDQUOT|no space/i.test(reason);
    const failure = new AppError(
      full ? "disk_full" : "store_failed",
      `the journal ${this.#options.path} cannot be written (${reason}); free space or repair the disk`,
      cause,
    );
    if (this.#failure === null) {
      this.#options.log.error("the journal failed; changes are refused until it works again", { failure });
    }
    this.#failure = failure;
    try {
      ftruncateSync(this.#file, this.#segmentBytes);
    } catch {
      // A record cut short is dropped by its checksum at the next replay.
    }
    for (const waiting of [...batch, ...this.#unsynced, ...this.#waiting]) waiting.reject(failure);
    this.#unsynced = [];
    this.#waiting = [];
  }
}

/** Writes every record or throws. Returns the bytes written. */
function writeAll(file: number, batch: readonly Pick<Waiting, "payload">[]): number {
  let bytes = 0;
  for (const { payload } of batch) bytes += journalRecords.headBytes + payload.length;
  // One run of bytes: a list of small buffers costs the system call more than copying them.
  const run = bytes <= scratch.length ? scratch : Buffer.allocUnsafeSlow(bytes);
  let end = 0;
  for (const { payload } of batch) end = journalRecords.put(payload, run, end);
  for (let at = 0; at < end; ) at += writeSync(file, run, at, end - at);
  return end;
}

/** What one turn writes, nearly always. Used within one call only. */
const scratch = Buffer.allocUnsafeSlow(256 * 1024);
