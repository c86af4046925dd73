import { crc32 } from "node:zlib";

/** length (4), CRC-32 of the payload (4). */
const HEAD_BYTES = 8;

/** Longest payload: a frame of an agent (64 MiB) and room for what stands around it. */
const PAYLOAD_BYTES_MAX = 80 * 1024 * 1024;

/** Records of a journal segment: length, checksum, payload, one after the other. */
export const journalRecords = {
  headBytes: HEAD_BYTES,

  /** Writes one record into `run` at `at`, where there must be room; returns where it ends. */
  put(payload: Uint8Array, run: Buffer, at: number): number {
    if (payload.length > PAYLOAD_BYTES_MAX)
      throw new RangeError(`a journal record of ${payload.length} bytes`);
    run.writeUInt32BE(payload.length, at);
    run.writeUInt32BE(crc32(payload) >>> 0, at + 4);
    run.set(payload, at + HEAD_BYTES);
    return at + HEAD_BYTES + payload.length;
  },

  /** Hands each intact payload that is not empty to `each`; returns where the intact part ends. */
  read(bytes: Buffer, each: (payload: Buffer) => void): number {
    let at = 0;
    while (at + HEAD_BYTES <= bytes.length) {
      const length = bytes.readUInt32BE(at);
      const end = at + HEAD_BYTES + length;
      if (length > PAYLOAD_BYTES_MAX || end > bytes.length) return at;
      const payload = bytes.subarray(at + HEAD_BYTES, end);
      if (crc32(payload) >>> 0 !== bytes.readUInt32BE(at + 4)) return at;
      // A run of zeros looks like empty records: an empty record is only what `recover` wrote.
      if (length > 0) each(payload);
      at = end;
    }
    return at;
  },
};
