import type { ApiTransaction } from "../../sidecar/http/api-types.ts";
import { callTree } from "./call-tree.ts";

/** Where a transaction's time went. The parts add up to its duration. */
export interface TimeParts {
  readonly application: number;
  readonly session: number;
  readonly jdbc: number;
  readonly http: number;
  readonly pool: number;
}

/** Each moment counts once: nested calls are charged to the innermost, what no call explains to the application. */
export function timeParts(
  transaction: Pick<ApiTransaction, "calls" | "durationUs" | "sessionUs" | "sqlUs">,
): TimeParts {
  const spent = { jdbc: 0, http: 0, pool: 0 };
  for (const { call, selfUs } of callTree(transaction.calls)) {
    spent[call.kind] = (spent[call.kind] ?? 0) + selfUs;
  }
  // Calls past the agent's limit are not sent one by one, but their time is counted in the transaction.
  spent.jdbc = Math.max(spent.jdbc, transaction.sqlUs);
  let left = transaction.durationUs;
  const take = (us: number): number => {
    const part = Math.max(0, Math.min(us, left));
    left -= part;
    return part;
  };
  const session = take(transaction.sessionUs);
  const jdbc = take(spent.jdbc);
  const http = take(spent.http);
  const pool = take(spent.pool);
  return { application: left, session, jdbc, http, pool };
}
