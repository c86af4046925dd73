import { closeSync, openSync, readSync } from "node:fs";

/** Where LMDB's meta pages begin in a file of ours, and where in them are its magic number and its format. */
const META_PAGES = [0, 16_384];
const MAGIC_AT = 24;
const FORMAT_AT = 28;
const MAGIC = 0xbeefc0de;

/** Format of the LMDB that is bundled with the pinned lmdb package. */
const FORMAT = 2;

/** The files of an LMDB environment, looked at without LMDB, which may die of them. */
export const lmdbFile = {
  /** In the directory of a store. */
  name: "data.mdb",

  /** LMDB's table of readers and the writer's lock. */
  lockName: "data.mdb-lock",

  /** The format, when both meta pages say that it is newer than ours; null otherwise. lmdb itself crashes there. */
  newerFormat(path: string): number | null {
    const file = openSync(path, "r");
    try {
      const [first = null, second = null] = META_PAGES.map((page) => formatOf(file, page));
      return first !== null && first === second && first > FORMAT ? first : null;
    } finally {
      closeSync(file);
    }
  },
};

function formatOf(file: number, page: number): number | null {
  const head = Buffer.alloc(FORMAT_AT + 4);
  const bytes = readSync(file, head, 0, head.length, page);
  return bytes === head.length && head.readUInt32LE(MAGIC_AT) === MAGIC ? head.readUInt32LE(FORMAT_AT) : null;
}
