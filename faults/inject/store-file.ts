import { existsSync } from "node:fs";
import { join } from "node:path";

/** The file of the grid's store below a member's data directory. */
export function storeFile(dataDir: string): string {
  const file = ["grid", "grid-store", "store", "lmdb"]
    .map((folder) => join(dataDir, folder, "data.mdb"))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`no data.mdb below ${dataDir}`);
  return file;
}
