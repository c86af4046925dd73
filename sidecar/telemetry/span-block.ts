/**
 * Transactions of one WAS that came together, as stored: a dictionary, one fixed-width line each for what the scatter
 * filters by, and behind them the rest, decoded only when asked for. Written once, never changed. Of a peer's
 * transactions the calls are missing: they stay with the member that recorded them.
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { isFailed } from "./is-failed.ts";
import type { CallRow, TransactionRow } from "./transaction-row.ts";

const FORMAT = 1;
/** start 8, duration 8, status 2, failed 1, endpoint 4, trace id 16, span id 8, place of the rest 4. */
const LINE_BYTES = 51;

export class SpanBlock {
  readonly node: string;
  readonly was: string;
  readonly count: number;
  readonly #strings: string[] = [];
  readonly #lines: Buffer;
  readonly #rest: Buffer;

  /** Throws RangeError when `bytes` are not a block. */
  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    if (reader.varint() !== FORMAT) {
      throw new RangeError("A span block of a format this version does not know.");
    }
    this.node = reader.string();
    this.was = reader.string();
    for (let left = reader.varint(); left > 0; left--) {
      this.#strings.push(reader.string());
    }
    this.count = reader.varint();
    this.#lines = reader.raw(this.count * LINE_BYTES);
    this.#rest = reader.blob();
  }

  static encode(node: string, was: string, rows: readonly TransactionRow[]): Buffer {
    const strings = new Map<string, number>();
    const id = (text: string): number => {
      const known = strings.get(text) ?? strings.size;
      strings.set(text, known);
      return known;
    };
    const lines = Buffer.alloc(rows.length * LINE_BYTES);
    const rest = new ByteWriter(rows.length * 128);
    for (const [index, row] of rows.entries()) {
      const at = index * LINE_BYTES;
      lines.writeDoubleLE(row.startUs, at);
      lines.writeDoubleLE(row.durationUs, at + 8);
      lines.writeUInt16LE(row.status, at + 16);
      lines[at + 18] = isFailed(row) ? 1 : 0;
      lines.writeUInt32LE(id(row.endpoint), at + 19);
      lines.write(row.traceId, at + 23, 16, "hex");
      lines.write(row.spanId, at + 39, 8, "hex");
      lines.writeUInt32LE(rest.length, at + 47);
      writeRest(rest, row, id);
    }
    const writer = new ByteWriter(lines.length + rest.bytes().length + 1024).varint(FORMAT);
    writer.string(node).string(was).varint(strings.size);
    for (const text of strings.keys()) {
      writer.string(text);
    }
    writer.varint(rows.length).raw(lines).blob(rest.bytes());
    return Buffer.from(writer.bytes());
  }

  startUs(row: number): number {
    return this.#lines.readDoubleLE(row * LINE_BYTES);
  }

  durationUs(row: number): number {
    return this.#lines.readDoubleLE(row * LINE_BYTES + 8);
  }

  status(row: number): number {
    return this.#lines.readUInt16LE(row * LINE_BYTES + 16);
  }

  failed(row: number): boolean {
    return this.#lines[row * LINE_BYTES + 18] === 1;
  }

  endpoint(row: number): string {
    return this.#text(this.#lines.readUInt32LE(row * LINE_BYTES + 19));
  }

  /** Trace id and span id: 48 hex digits. */
  id(row: number): string {
    return this.#lines.toString("hex", row * LINE_BYTES + 23, row * LINE_BYTES + 47);
  }

  /** Trace id and span id: 24 bytes; a view. */
  idBytes(row: number): Buffer {
    return this.#lines.subarray(row * LINE_BYTES + 23, row * LINE_BYTES + 47);
  }

  row(row: number): TransactionRow {
    const reader = new ByteReader(this.#rest.subarray(this.#lines.readUInt32LE(row * LINE_BYTES + 47)));
    const text = (): string => this.#text(reader.varint());
    const hex = (): string => reader.blob().toString("hex");
    const id = this.id(row);
    return {
      startUs: this.startUs(row),
      durationUs: this.durationUs(row),
      traceId: id.slice(0, 32),
      spanId: id.slice(32),
      endpoint: this.endpoint(row),
      status: this.status(row),
      parentSpanId: hex(),
      sessionKey: hex(),
      userHash: hex(),
      path: text(),
      error: text(),
      address: text(),
      app: text(),
      thread: text(),
      cpuUs: reader.varint(),
      sqlUs: reader.varint(),
      sqlCount: reader.varint(),
      sessionUs: reader.varint(),
      calls: readCalls(reader, text, hex),
    };
  }

  rows(): TransactionRow[] {
    return Array.from({ length: this.count }, (_, row) => this.row(row));
  }

  /** What a peer is told of the transactions, without making rows of them. */
  peerColumns(): PeerColumns {
    const columns = peerColumns(this.count);
    const texts = renumber(this.#strings, columns.strings);
    const endpoints = renumber(this.#strings, columns.endpoints);
    const reader = new ByteReader(this.#rest);
    for (let row = 0; row < this.count; row++) {
      const at = row * LINE_BYTES;
      columns.startUs.push(this.startUs(row));
      columns.durationUs.push(this.durationUs(row));
      columns.status.push(this.status(row));
      columns.endpoint.push(endpoints(this.#lines.readUInt32LE(at + 19)));
      this.#lines.copy(columns.traceIds, row * 16, at + 23, at + 39);
      this.#lines.copy(columns.spanIds, row * 8, at + 39, at + 47);
      reader.skip(reader.varint());
      const sessionBytes = reader.varint();
      if (sessionBytes === 8) {
        reader.copy(sessionBytes, columns.sessionKeys, row * 8);
      } else {
        reader.skip(sessionBytes);
      }
      reader.skip(reader.varint());
      columns.path.push(texts(reader.varint()));
      columns.error.push(texts(reader.varint()));
      columns.address.push(texts(reader.varint()));
      for (let left = REST_UNTOLD; left > 0; left--) {
        reader.varint();
      }
      columns.sqlUs.push(reader.varint());
      columns.sqlCount.push(reader.varint());
      reader.varint();
      skipCalls(reader);
    }
    return columns;
  }

  #text(id: number): string {
    const text = this.#strings[id];
    if (text === undefined) {
      throw new RangeError("A span block names a string it does not hold.");
    }
    return text;
  }
}

/** Transactions in columns: ids of `strings` and `endpoints`, 0 of `strings` is the empty one; bytes as they are. */
export interface PeerColumns {
  readonly startUs: number[];
  readonly durationUs: number[];
  readonly status: number[];
  readonly traceIds: Buffer;
  readonly spanIds: Buffer;
  /** Zeroes without a session. */
  readonly sessionKeys: Buffer;
  readonly endpoint: number[];
  readonly path: number[];
  readonly error: number[];
  readonly address: number[];
  readonly sqlUs: number[];
  readonly sqlCount: number[];
  readonly endpoints: string[];
  readonly strings: string[];
}

/** Application, thread and CPU time stand between what a peer is told. */
const REST_UNTOLD = 3;

function peerColumns(count: number): PeerColumns {
  return {
    startUs: [],
    durationUs: [],
    status: [],
    traceIds: Buffer.alloc(count * 16),
    spanIds: Buffer.alloc(count * 8),
    sessionKeys: Buffer.alloc(count * 8),
    endpoint: [],
    path: [],
    error: [],
    address: [],
    sqlUs: [],
    sqlCount: [],
    endpoints: [],
    strings: [""],
  };
}

/** Numbers the texts that are asked for in the order in which they come. */
function renumber(texts: readonly string[], into: string[]): (id: number) => number {
  const known = new Int32Array(texts.length).fill(-1);
  const empty = texts.indexOf("");
  if (empty >= 0 && into[0] === "") {
    known[empty] = 0;
  }
  return (id) => {
    const text = texts[id];
    if (text === undefined) {
      throw new RangeError("A span block names a string it does not hold.");
    }
    if (known[id] === -1) {
      known[id] = into.push(text) - 1;
    }
    return known[id] as number;
  };
}

function skipCalls(reader: ByteReader): void {
  for (let left = reader.varint(); left > 0; left--) {
    for (let field = CALL_NUMBERS; field > 0; field--) {
      reader.varint();
    }
    reader.skip(reader.varint());
  }
}

/** Of a call before its span id. */
const CALL_NUMBERS = 7;

function writeRest(writer: ByteWriter, row: TransactionRow, id: (text: string) => number): void {
  writer.hexBlob(row.parentSpanId).hexBlob(row.sessionKey).hexBlob(row.userHash);
  writer.varint(id(row.path)).varint(id(row.error)).varint(id(row.address));
  writer.varint(id(row.app)).varint(id(row.thread));
  writer.varint(row.cpuUs).varint(row.sqlUs).varint(row.sqlCount).varint(row.sessionUs);
  writer.varint(row.calls.length);
  for (const call of row.calls) {
    writer.varint(id(call.kind)).varint(id(call.text)).varint(id(call.target)).varint(id(call.error));
    writer.varint(call.offsetUs).varint(call.durationUs);
    // 0 means not known.
    writer.varint(call.rows < 0 ? 0 : call.rows + 1);
    writer.hexBlob(call.spanId);
  }
}

function readCalls(reader: ByteReader, text: () => string, hex: () => string): CallRow[] {
  const calls: CallRow[] = [];
  for (let left = reader.varint(); left > 0; left--) {
    calls.push({
      kind: text(),
      text: text(),
      target: text(),
      error: text(),
      offsetUs: reader.varint(),
      durationUs: reader.varint(),
      rows: reader.varint() - 1,
      spanId: hex(),
    });
  }
  return calls;
}
