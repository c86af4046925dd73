/**
 * Turns the columnar batches of one stream into rows, holding the stream's dictionary. Everything is checked before
 * anything is given out: a batch is taken whole or refused whole with a RangeError that says what is wrong. Only its shape can be wrong.
 */
import type { CallColumns, TelemetryBatch, TransactionColumns } from "./telemetry-batch.ts";
import type { CallRow, TransactionRow } from "./transaction-row.ts";

/** Four times the agent's ring: no honest batch is longer. Protects the event loop from one batch. */
const TRANSACTIONS_MAX = 32_768;
/** Eight calls a transaction on average; an agent with more sends more batches. */
const CALLS_MAX = 262_144;
/** Dictionary of a stream; past it the stream is closed and the agent starts a new one. */
const STRINGS_MAX = 262_144;
/** Characters of a dictionary together: 64 MB of memory at the worst per stream. */
const CHARACTERS_MAX = 32 * 1024 * 1024;
/** SQL texts are cut by the agent far below this. */
const STRING_CHARACTERS_MAX = 65_536;
const DURATION_US_MAX = 7 * 86_400_000_000;

export class BatchReader {
  readonly #strings: string[] = [""];
  #characters = 0;
  #seq = 0;

  /** Rows of `batch`, its strings resolved. */
  read(batch: TelemetryBatch): TransactionRow[] {
    if (batch.seq !== this.#seq + 1) {
      throw new RangeError(`Batch ${batch.seq} came after ${this.#seq}: numbers must count up by one.`);
    }
    this.#learn(batch.strings);
    this.#seq = batch.seq;
    const calls = batch.calls === null ? [] : this.#calls(batch.calls);
    return batch.transactions === null ? noCalls(calls) : this.#rows(batch.transactions, calls);
  }

  #learn(strings: readonly string[]): void {
    for (const text of strings) {
      this.#characters += text.length;
      if (text.length > STRING_CHARACTERS_MAX) {
        throw new RangeError(`A string of ${text.length} characters is too long.`);
      }
      if (this.#strings.length > STRINGS_MAX || this.#characters > CHARACTERS_MAX) {
        throw new RangeError("The dictionary of this stream is full: open a new stream.");
      }
      this.#strings.push(text);
    }
  }

  #rows(columns: TransactionColumns, calls: readonly [number, CallRow][]): TransactionRow[] {
    const count = columns.startUsDelta.length;
    if (count > TRANSACTIONS_MAX) {
      throw new RangeError(`${count} transactions in one batch are too many.`);
    }
    const callsOf = group(calls, count);
    const number = numbers(count);
    const text = this.#texts(count);
    const starts = running(columns.startUsDelta);
    const duration = number("duration_us", columns.durationUs, DURATION_US_MAX);
    const traceIds = ids("trace_ids", columns.traceIds, count, 16, false);
    const spanIds = ids("span_ids", columns.spanIds, count, 8, false);
    const parents = ids("parent_span_ids", columns.parentSpanIds, count, 8, true);
    const sessions = ids("session_keys", columns.sessionKeys, count, 8, true);
    const users = ids("user_hashes", columns.userHashes, count, 8, true);
    const endpoint = text("endpoint", columns.endpoint);
    const path = text("path", columns.path);
    const error = text("error", columns.error);
    const address = text("address", columns.address);
    const app = text("app", columns.app);
    const thread = text("thread", columns.thread);
    const status = number("status", columns.status, 999);
    const cpuUs = number("cpu_us", columns.cpuUs, DURATION_US_MAX);
    const sqlUs = number("sql_us", columns.sqlUs, DURATION_US_MAX);
    const sqlCount = number("sql_count", columns.sqlCount, 1e9);
    const sessionUs = number("session_us", columns.sessionUs, DURATION_US_MAX);
    return starts.map((startUs, row) => ({
      startUs,
      durationUs: duration(row),
      traceId: traceIds(row),
      spanId: spanIds(row),
      parentSpanId: parents(row),
      endpoint: endpoint(row),
      path: path(row),
      status: status(row),
      error: error(row),
      address: address(row),
      sessionKey: sessions(row),
      userHash: users(row),
      cpuUs: cpuUs(row),
      sqlUs: sqlUs(row),
      sqlCount: sqlCount(row),
      sessionUs: sessionUs(row),
      app: app(row),
      thread: thread(row),
      calls: callsOf[row] ?? [],
    }));
  }

  #calls(columns: CallColumns): [number, CallRow][] {
    const count = columns.transaction.length;
    if (count > CALLS_MAX) {
      throw new RangeError(`${count} calls in one batch are too many.`);
    }
    const number = numbers(count);
    const text = this.#texts(count);
    const kind = text("kind", columns.kind);
    const words = text("text", columns.text);
    const target = text("target", columns.target);
    const error = text("error", columns.error);
    const offset = number("offset_us", columns.offsetUs, DURATION_US_MAX);
    const duration = number("duration_us", columns.durationUs, DURATION_US_MAX);
    const affected = number("rows", columns.rows, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER);
    const spanIds = ids("span_ids", columns.spanIds, count, 8, true);
    return columns.transaction.map((transaction, row) => [
      transaction,
      {
        kind: kind(row),
        text: words(row),
        target: target(row),
        offsetUs: offset(row),
        durationUs: duration(row),
        rows: affected(row),
        error: error(row),
        spanId: spanIds(row),
      },
    ]);
  }

  #texts(count: number): (name: string, column: readonly number[]) => (row: number) => string {
    return (name, column) => {
      const known = this.#strings.length;
      if (column.length !== count || column.some((id) => !(id >= 0 && id < known && Number.isInteger(id)))) {
        throw new RangeError(`Column ${name} has another length or names a string that was never sent.`);
      }
      return (row) => this.#strings[column[row] as number] as string;
    };
  }
}

type NumberColumn = (
  name: string,
  column: readonly number[],
  most: number,
  least?: number,
) => (row: number) => number;

/**
 * A figure out of bounds (a clock that jumped, a request that ran for weeks) is brought within them: refusing its batch
 * would make the agent send it again for ever.
 */
function numbers(count: number): NumberColumn {
  return (name, column, most, least = 0) => {
    if (column.length !== count) {
      throw new RangeError(`Column ${name} has ${column.length} values for ${count} rows.`);
    }
    return (row) => {
      const value = Math.trunc(column[row] as number);
      return value >= least ? Math.min(value, most) : least;
    };
  };
}

/** Hex of the id in each row; `optional` ids of zeroes are empty. */
function ids(name: string, column: Uint8Array, count: number, width: number, optional: boolean) {
  // An optional column may be left out whole.
  if (column.length !== count * width && !(optional && column.length === 0)) {
    throw new RangeError(`Column ${name} has ${column.length} bytes instead of ${count} × ${width}.`);
  }
  const hex = Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("hex");
  const zero = "0".repeat(width * 2);
  return (row: number): string => {
    const id = hex.slice(row * width * 2, (row + 1) * width * 2);
    return optional && id === zero ? "" : id;
  };
}

/** Times that cannot be come out as 0, which the ingest counts as dropped by the clock. */
function running(deltas: readonly number[]): number[] {
  let value = 0;
  return deltas.map((delta) => {
    value += delta;
    return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? Math.trunc(value) : 0;
  });
}

function group(calls: readonly [number, CallRow][], transactions: number): CallRow[][] {
  const groups: CallRow[][] = [];
  for (const [transaction, call] of calls) {
    if (transaction >= transactions) {
      throw new RangeError(`A call belongs to row ${transaction} of ${transactions}.`);
    }
    groups[transaction] ??= [];
    (groups[transaction] as CallRow[]).push(call);
  }
  return groups;
}

function noCalls(calls: readonly unknown[]): [] {
  if (calls.length > 0) {
    throw new RangeError("Calls came without their transactions.");
  }
  return [];
}
