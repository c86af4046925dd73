import { closeSync, openSync, readdirSync, readSync, statSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";
import { storeFile } from "./store-file.ts";

/** Ways a file of a store goes bad while nobody runs. */
export type Damage = "truncated" | "zero meta" | "flipped page" | "empty" | "torn journal";

const PAGE_BYTES = 16_384;

/** Damages the grid's store of a member, stopped but for a flipped page; returns what was done, in words. */
export function damageStore(dataDir: string, damage: Damage, random: SeededRandom): string {
  if (damage === "torn journal") return tearJournal(join(dataDir, "journal"));
  const file = storeFile(dataDir);
  const bytes = statSync(file).size;
  const pages = Math.floor(bytes / PAGE_BYTES);
  switch (damage) {
    case "empty":
      truncateSync(file, 0);
      return "empty";
    case "truncated":
      truncateSync(file, Math.max(PAGE_BYTES, Math.floor(bytes / 2)));
      return `half of ${bytes} bytes`;
    case "zero meta":
      overwrite(file, 0, Buffer.alloc(2 * PAGE_BYTES));
      return "both meta pages zero";
    case "flipped page": {
      const page = 2 + random.below(Math.max(1, pages - 2));
      overwrite(file, page * PAGE_BYTES, flipped(file, page));
      return `page ${page} of ${pages} flipped`;
    }
  }
}

function flipped(file: string, page: number): Buffer {
  const content = Buffer.alloc(PAGE_BYTES);
  const handle = openSync(file, "r");
  readSync(handle, content, 0, PAGE_BYTES, page * PAGE_BYTES);
  closeSync(handle);
  return content.map((byte) => byte ^ 0xff) as Buffer;
}

function overwrite(file: string, at: number, content: Buffer): void {
  const handle = openSync(file, "r+");
  writeSync(handle, content, 0, content.length, at);
  closeSync(handle);
}

/** The last segment loses its end, as after a power cut. */
function tearJournal(folder: string): string {
  const names = readdirSync(folder)
    .sort()
    .filter((name) => statSync(join(folder, name)).size > 64);
  const last = names.at(-1);
  if (last === undefined) return "no segment to tear";
  const file = join(folder, last);
  truncateSync(file, statSync(file).size - 37);
  return `${last} torn`;
}
