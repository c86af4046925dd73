import type { SpanBlock } from "./span-block.ts";
import type { SpanStore, StoredTransaction } from "./span-store.ts";

/** Which transactions; those that started in [fromMs, toMs). */
export interface TransactionFilter {
  readonly fromMs: number;
  readonly toMs: number;
  readonly was?: string | undefined;
  readonly minUs?: number | undefined;
  readonly maxUs?: number | undefined;
  readonly errorsOnly?: boolean | undefined;
  readonly endpoint?: string | undefined;
  /** First 16 hex digits of the session's key. */
  readonly session?: string | undefined;
}

/** One dot of the scatter. */
export interface Dot {
  readonly startMs: number;
  readonly durationUs: number;
  readonly status: number;
  readonly failed: boolean;
  /** 48 hex digits. */
  readonly id: string;
  readonly endpoint: string;
  readonly was: string;
}

/** Transactions looked at in one question: some two minutes at 8,000 a second, an hour at 300. Newest first, so what is cut is old. */
const LOOKED_AT_MAX = 1_000_000;
/** A trace over more services than this is cut. */
const TRACE_MAX = 200;

/** Single transactions: the scatter, lists behind a selection, one trace. Reads blocks, newest first. */
export class TransactionQuery {
  readonly #spans: SpanStore;

  constructor(spans: SpanStore) {
    this.#spans = spans;
  }

  /** Oldest first. `total` counts all that match; failures are kept when `limit` cuts, and newer before older. */
  dots(filter: TransactionFilter, limit: number): { readonly dots: Dot[]; readonly total: number } {
    const failures: Dot[] = [];
    const others: Dot[] = [];
    let total = 0;
    for (const [block, row] of this.#matching(filter)) {
      total++;
      const failed = block.failed(row);
      if (failed ? failures.length < FAILURES_MAX : others.length < limit) {
        (failed ? failures : others).push(dotOf(block, row));
      }
    }
    const dots = [...failures, ...others.slice(0, Math.max(0, limit - failures.length))];
    return { dots: dots.sort((a, b) => a.startMs - b.startMs), total };
  }

  /** Slowest first. */
  list(
    filter: TransactionFilter,
    limit: number,
  ): { readonly transactions: StoredTransaction[]; readonly total: number } {
    let slowest: { block: SpanBlock; row: number; durationUs: number }[] = [];
    let total = 0;
    for (const [block, row] of this.#matching(filter)) {
      total++;
      slowest.push({ block, row, durationUs: block.durationUs(row) });
      if (slowest.length >= limit * 2 + 1_024) {
        slowest = slowest.sort((a, b) => b.durationUs - a.durationUs).slice(0, limit);
      }
    }
    slowest = slowest.sort((a, b) => b.durationUs - a.durationUs).slice(0, limit);
    const transactions = slowest.map(({ block, row }) => ({
      node: block.node,
      was: block.was,
      row: block.row(row),
    }));
    return { transactions, total };
  }

  /** All that is stored here of a trace. */
  trace(traceId: string): StoredTransaction[] {
    return this.#spans.trace(traceId, TRACE_MAX);
  }

  *#matching(filter: TransactionFilter): Generator<[SpanBlock, number]> {
    let looked = 0;
    for (const block of this.#spans.blocks(filter.fromMs, filter.toMs)) {
      if (filter.was !== undefined && filter.was !== block.was) {
        continue;
      }
      looked += block.count;
      if (looked > LOOKED_AT_MAX) {
        return;
      }
      for (let row = 0; row < block.count; row++) {
        if (matches(filter, block, row)) {
          yield [block, row];
        }
      }
    }
  }
}

/** Failures shown at most; past it a picture is red anyway. */
const FAILURES_MAX = 20_000;

function matches(filter: TransactionFilter, block: SpanBlock, row: number): boolean {
  const startMs = block.startUs(row) / 1000;
  const durationUs = block.durationUs(row);
  return (
    startMs >= filter.fromMs &&
    startMs < filter.toMs &&
    durationUs >= (filter.minUs ?? 0) &&
    durationUs <= (filter.maxUs ?? Number.MAX_SAFE_INTEGER) &&
    (filter.errorsOnly !== true || block.failed(row)) &&
    (filter.endpoint === undefined || block.endpoint(row) === filter.endpoint) &&
    (filter.session === undefined || block.row(row).sessionKey === filter.session)
  );
}

function dotOf(block: SpanBlock, row: number): Dot {
  return {
    startMs: Math.floor(block.startUs(row) / 1000),
    durationUs: block.durationUs(row),
    status: block.status(row),
    failed: block.failed(row),
    id: block.id(row),
    endpoint: block.endpoint(row),
    was: block.was,
  };
}
