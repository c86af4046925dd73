import { accessSync, constants, lstatSync, type Stats } from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import { lmdbFile } from "./lmdb-file.ts";

/** What is where a store should be, without opening it. */
export type StoreOnDisk =
  | { readonly kind: "none" }
  | { readonly kind: "there" }
  | { readonly kind: "damaged"; readonly reason: string };

/** Throws `data_dir_unusable` when it belongs to someone else, `data_format_newer` when a newer version wrote it. */
export function storeOnDisk(directory: string): StoreOnDisk {
  const found = look(directory);
  if (found === null) return { kind: "none" };
  if (!found.isDirectory()) return { kind: "damaged", reason: "it is not a directory" };
  allow(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  const file = join(directory, lmdbFile.name);
  const data = look(file);
  if (data === null) return { kind: "none" };
  if (!data.isFile()) return { kind: "damaged", reason: `${lmdbFile.name} is not a file` };
  if (data.size === 0) return { kind: "damaged", reason: `${lmdbFile.name} is empty` };
  allow(file, constants.R_OK | constants.W_OK);
  const newer = lmdbFile.newerFormat(file);
  if (newer !== null) {
    const text = `the store ${directory} has LMDB's format ${newer}, which this version does not read`;
    throw new AppError(
      "data_format_newer",
      `${text}; start the newer gyeot again, or set another --data-dir`,
    );
  }
  return { kind: "there" };
}

function look(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unusable(path, cause);
  }
}

function allow(path: string, how: number): void {
  try {
    accessSync(path, how);
  } catch (cause) {
    throw unusable(path, cause);
  }
}

function unusable(path: string, cause: unknown): AppError {
  const reason = AppError.from(cause).message;
  const text = `the store ${path} belongs to someone else (${reason}); give it to this user or set --data-dir`;
  return new AppError("data_dir_unusable", text, cause);
}
