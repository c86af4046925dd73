import { crc32 } from "node:zlib";

/** First row of a stored value: how many rows it has, and what their bytes must add up to. */
export interface RowHead {
  readonly rows: number;
  readonly bytes: number;
  readonly checksum: number;
  /** Rows written before format 2 have a checksum of the value alone. */
  readonly coversKey: boolean;
  /** Bytes of the value in this row. */
  readonly payload: Buffer;
}

/** rows (2, of which one bit says that the checksum covers the key), bytes (4), CRC-32 of key and whole value (4). */
const HEAD_BYTES = 10;

const COVERS_KEY = 0x8000;

/**
 * Longest row. A value that needs LMDB's overflow pages aborts the process when the disk fills; with 16 KiB
 * pages rows of this size never do.
 */
const ROW_BYTES_MAX = 6_000;

/** Rows of one value: 32,767 × 6,000 bytes are more than the largest session. */
const ROWS_MAX = 32_767;

/**
 * Rows that hold one value of any size: key ‖ row number. Keys keep their order: 0x00 in a key is written
 * 0x00 0xFF, and 0x00 0x01 ends it, so no key's rows lie between those of another.
 */
export const rowCodec = {
  /** Longest row, so that a test can hold it against what LMDB keeps in a page. */
  rowBytesMax: ROW_BYTES_MAX,

  /** Key of row `index`. */
  key(key: Uint8Array, index: number): Buffer {
    const escaped = escapeKey(key);
    const row = Buffer.allocUnsafe(escaped.length + 4);
    row.set(escaped, 0);
    row.writeUInt16BE(0x0001, escaped.length);
    row.writeUInt16BE(index, escaped.length + 2);
    return row;
  },

  /** Where the rows of keys ≥ `key` begin. */
  bound(key: Uint8Array): Buffer {
    return escapeKey(key);
  },

  /** The key and the row number in a row's key; null when this is not one of ours. */
  parseKey(row: Uint8Array): { key: Buffer; index: number } | null {
    const end = row.length - 4;
    if (end < 0 || row[end] !== 0 || row[end + 1] !== 1) return null;
    const index = ((row[end + 2] as number) << 8) | (row[end + 3] as number);
    return { key: unescapeKey(row.subarray(0, end)), index };
  },

  /** The rows of a value, in order. A row that turns up under another key is found out by its checksum. */
  rows(key: Uint8Array, value: Uint8Array): Buffer[] {
    const first = Math.min(value.length, ROW_BYTES_MAX - HEAD_BYTES);
    const count = 1 + Math.ceil((value.length - first) / ROW_BYTES_MAX);
    if (count > ROWS_MAX) throw new RangeError(`a value of ${value.length} bytes is too large to store`);
    const head = Buffer.allocUnsafe(HEAD_BYTES + first);
    head.writeUInt16BE(count | COVERS_KEY, 0);
    head.writeUInt32BE(value.length, 2);
    head.writeUInt32BE(checksum(key, value), 6);
    head.set(value.subarray(0, first), HEAD_BYTES);
    const rows: Buffer[] = [head];
    for (let at = first; at < value.length; at += ROW_BYTES_MAX) {
      const piece = value.subarray(at, Math.min(value.length, at + ROW_BYTES_MAX));
      rows.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    }
    return rows;
  },

  /** Null when the row is too short to be a first row. */
  parseHead(row: Buffer): RowHead | null {
    if (row.length < HEAD_BYTES) return null;
    const rows = row.readUInt16BE(0);
    return {
      rows: rows & ROWS_MAX,
      coversKey: (rows & COVERS_KEY) !== 0,
      bytes: row.readUInt32BE(2),
      checksum: row.readUInt32BE(6),
      payload: row.subarray(HEAD_BYTES),
    };
  },

  /** True when `value` is what `head` promised, and belongs to `key`. */
  intact(head: RowHead, key: Uint8Array, value: Uint8Array): boolean {
    // A run of zeros would pass for an empty value of the old kind; but that has one row.
    if (head.rows === 0 || value.length !== head.bytes) return false;
    return (head.coversKey ? checksum(key, value) : crc32(value) >>> 0) === head.checksum;
  },
};

function checksum(key: Uint8Array, value: Uint8Array): number {
  const start = crc32(key);
  // zlib answers 0 for no bytes, whatever it is to go on from.
  return (value.length === 0 ? start : crc32(value, start)) >>> 0;
}

function escapeKey(key: Uint8Array): Buffer {
  let zeros = 0;
  for (const byte of key) if (byte === 0) zeros += 1;
  const escaped = Buffer.allocUnsafe(key.length + zeros);
  let at = 0;
  for (const byte of key) {
    escaped[at++] = byte;
    if (byte === 0) escaped[at++] = 0xff;
  }
  return escaped;
}

function unescapeKey(escaped: Uint8Array): Buffer {
  const key = Buffer.allocUnsafe(escaped.length);
  let length = 0;
  for (let at = 0; at < escaped.length; at += 1) {
    const byte = escaped[at] as number;
    key[length++] = byte;
    if (byte === 0) at += 1;
  }
  return key.subarray(0, length);
}
