/**
 * Keys of everything telemetry stores, in order of time within each kind. One byte of kind, then numbers big endian
 * (eight bytes) and names ended by a zero byte, so that ranges of bytes are ranges of time.
 */
export const telemetryKeys = {
  /** Span block: minute of its transactions' start, then the number of the batch. */
  span: (minuteMs: number, seq: number): Buffer => compose(KIND.span, minuteMs, seq),
  /** Which transactions a minute has: IdSet. */
  traces: (minuteMs: number): Buffer => compose(KIND.traces, minuteMs),
  /** Rollup of one WAS in one tier. */
  rollup: (widthMs: number, startMs: number, node: string, was: string): Buffer =>
    Buffer.concat([compose(KIND.rollup, widthMs, startMs), name(node), name(was)]),
  rollupsFrom: (widthMs: number, startMs: number): Buffer => compose(KIND.rollup, widthMs, startMs),
  /** A rollup of this tier and time has to be made again from the finer tier. */
  stale: (widthMs: number, startMs: number, node: string, was: string): Buffer =>
    Buffer.concat([compose(KIND.stale, widthMs, startMs), name(node), name(was)]),
  /** Batches whose transactions may still be in open buckets only. */
  journal: (seq: number): Buffer => compose(KIND.journal, seq),
  /** What peers have not fetched yet: the key of the item. */
  follow: (seq: number): Buffer => compose(KIND.follow, seq),
  /** State of an agent. */
  agent: (node: string, was: string): Buffer => Buffer.concat([Buffer.of(KIND.agent), name(node), name(was)]),
  /** Figures of this store. */
  meta: (field: string): Buffer => Buffer.concat([Buffer.of(KIND.meta), name(field)]),
  /** First key of a kind, and first key behind it. */
  range: (kind: keyof typeof KIND): { readonly from: Buffer; readonly to: Buffer } => ({
    from: Buffer.of(KIND[kind]),
    to: Buffer.of(KIND[kind] + 1),
  }),
  /** The number at `index` (0, 1) of a key. */
  number: (key: Uint8Array, index: number): number => {
    const view = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
    const at = 1 + index * 8;
    return view.readUInt32BE(at) * 0x1_0000_0000 + view.readUInt32BE(at + 4);
  },
  /** The two names behind `numbers` numbers of a key. */
  names: (key: Uint8Array, numbers: number): [string, string] => {
    const text = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("utf8", 1 + numbers * 8);
    const [first = "", second = ""] = text.split("\0");
    return [first, second];
  },
};

const KIND = {
  span: 1,
  /** One key a transaction, before format 2 of this index; deleted as the store is used. */
  id: 2,
  rollup: 3,
  stale: 4,
  journal: 5,
  follow: 6,
  agent: 7,
  meta: 8,
  traces: 9,
} as const;

function compose(kind: number, ...numbers: number[]): Buffer {
  const key = Buffer.alloc(1 + numbers.length * 8);
  key[0] = kind;
  for (const [index, value] of numbers.entries()) {
    key.writeUInt32BE(Math.floor(value / 0x1_0000_0000), 1 + index * 8);
    key.writeUInt32BE(value % 0x1_0000_0000, 5 + index * 8);
  }
  return key;
}

/** At most NAME_BYTES_MAX bytes, so that no key passes LMDB's limit of 1,978. */
function name(text: string): Buffer {
  return Buffer.concat([Buffer.from(text.replaceAll("\0", "")).subarray(0, NAME_BYTES_MAX), Buffer.of(0)]);
}

const NAME_BYTES_MAX = 200;
