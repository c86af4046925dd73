import { AppError } from "../base/app-error.ts";
import type { StoredTransaction } from "../telemetry/span-store.ts";
import type { Dot } from "../telemetry/transaction-query.ts";
import type { ApiCall, ApiDots, ApiTransaction, ApiTransactionRow } from "./api-types.ts";

/** What other members recorded of a trace, and which of them could not be asked. */
export type TraceOfPeer = (
  traceId: string,
) => Promise<{ readonly found: readonly StoredTransaction[]; readonly missing: readonly string[] }>;

/** Stored transactions as the page is told them. */
export const transactionView = {
  dots(dots: readonly Dot[], total: number): ApiDots {
    const endpoints = new Map<string, number>();
    const wases = new Map<string, number>();
    const id = (table: Map<string, number>, text: string): number => {
      const known = table.get(text) ?? table.size;
      table.set(text, known);
      return known;
    };
    const columns = {
      startMs: dots.map(({ startMs }) => startMs),
      durationUs: dots.map(({ durationUs }) => durationUs),
      status: dots.map(shownStatus),
      id: dots.map((dot) => dot.id),
      endpoint: dots.map(({ endpoint }) => id(endpoints, endpoint)),
      was: dots.map(({ was }) => id(wases, was)),
    };
    return { ...columns, endpoints: [...endpoints.keys()], wases: [...wases.keys()], total };
  },

  row({ was, row }: StoredTransaction): ApiTransactionRow {
    return {
      id: row.traceId + row.spanId,
      was,
      startMs: row.startUs / 1000,
      durationUs: row.durationUs,
      status: shownStatus({ status: row.status, failed: row.error !== "" }),
      endpoint: row.endpoint,
      path: row.path,
      error: row.error,
      sqlCount: row.sqlCount,
      sqlUs: row.sqlUs,
      address: row.address,
    };
  },

  /** One transaction out of `found` (its trace) with its calls and its relatives. */
  whole(id: string, found: readonly StoredTransaction[], missing: readonly string[]): ApiTransaction {
    const known = new Map<string, StoredTransaction>();
    for (const transaction of found) {
      const { traceId, spanId, calls } = transaction.row;
      const before = known.get(traceId + spanId);
      // What another member recorded stands here without its calls; its own word has them.
      if (before === undefined || calls.length > before.row.calls.length) {
        known.set(traceId + spanId, transaction);
      }
    }
    const own = known.get(id);
    if (own === undefined) {
      const where = missing.length === 0 ? "" : ` ${missing.join(", ")} could not be asked.`;
      throw new AppError("not_found", `No such transaction is kept; they are deleted after a week.${where}`);
    }
    const { row } = own;
    return {
      ...transactionView.row(own),
      traceId: row.traceId,
      spanId: row.spanId,
      parentSpanId: row.parentSpanId === "" ? null : row.parentSpanId,
      app: row.app,
      thread: row.thread,
      cpuUs: row.cpuUs,
      sessionUs: row.sessionUs,
      sessionKey: row.sessionKey === "" ? null : row.sessionKey,
      calls: row.calls.map((call) => ({
        kind: kindOf(call.kind),
        text: call.text,
        target: call.target,
        offsetUs: call.offsetUs,
        durationUs: call.durationUs,
        rows: call.rows < 0 ? null : call.rows,
        error: call.error,
      })),
      related: [...known.values()]
        .filter((other) => other !== own)
        .sort((a, b) => a.row.startUs - b.row.startUs)
        .map(transactionView.row),
      missing,
    };
  },
};

/** A failure that left no status of its own (the exception escaped the container) shows as 500. */
function shownStatus(of: { readonly status: number; readonly failed: boolean }): number {
  return of.failed && of.status < 500 ? 500 : of.status;
}

function kindOf(kind: string): ApiCall["kind"] {
  return kind === "http" || kind === "pool" ? kind : "jdbc";
}
