import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";

/** How `atomicWrite` leaves the file. */
export interface AtomicWriteOptions {
  /** Permission bits; 0600 unless told otherwise. */
  readonly mode?: number;
}

/**
 * Puts `text` in place of the file at `path`: a reader sees the old text or the new, never a part, also when
 * this process is killed in between.
 */
export function atomicWrite(path: string, text: string, options: AtomicWriteOptions = {}): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, "w", options.mode ?? 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } catch (cause) {
    closeSync(file);
    unlinkSync(temporary);
    throw cause;
  }
  closeSync(file);
  renameSync(temporary, path);
}
