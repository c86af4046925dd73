import { accessSync, chmodSync, constants, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "./app-error.ts";
import { atomicWrite } from "./atomic-write.ts";

/** Format of what this version writes. It goes up when an older version could not read it any more. */
const DATA_FORMAT = 2;

/**
 * Makes the data directory fit for use: exists, writable, closed to others, and of a format this version reads.
 * Throws `data_dir_unusable` or `data_format_newer`; changes nothing in a directory it refuses.
 */
export function prepareDataDir(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = AppError.from(cause).message;
    const text = `the data directory ${path} is not writable (${reason}); give it to this user or set --data-dir`;
    throw new AppError("data_dir_unusable", text, cause);
  }
  const file = join(path, "format");
  const found = readFormat(file);
  if (found === null || found < DATA_FORMAT) {
    // What an older version wrote stays readable; what is written from now on is not readable to it.
    chmodSync(path, 0o700);
    atomicWrite(file, `${DATA_FORMAT}\n`);
  } else if (found !== DATA_FORMAT) {
    const text =
      `the data directory ${path} has format ${found}; this version reads up to ${DATA_FORMAT}. ` +
      "Start the newer gyeot again, or set another --data-dir; nothing was changed";
    throw new AppError("data_format_newer", text);
  }
}

/** Null when there is none yet; not a number when the file is damaged. */
function readFormat(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10);
  } catch {
    // Missing: a new directory.
    return null;
  }
}
