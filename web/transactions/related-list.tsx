/** The other transactions of the trace on one time axis: who called this one, whom it called. */
import type { ApiTransaction, ApiTransactionRow } from "../../sidecar/http/api-types.ts";
import { formatDuration } from "../format/format-duration.ts";
import { StatusCode } from "../parts/status-code.tsx";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";

/** An id is 32 digits of the trace and 16 of the span. */
const SPAN_FROM = 32;

export function RelatedList({ transaction }: { readonly transaction: ApiTransaction }) {
  const word = words().transaction;
  const all: readonly ApiTransactionRow[] = [transaction, ...transaction.related];
  const fromMs = Math.min(...all.map((row) => row.startMs));
  const toMs = Math.max(...all.map((row) => row.startMs + row.durationUs / 1000));
  const span = Math.max(0.001, toMs - fromMs);
  const rows = [...transaction.related].sort((a, b) => a.startMs - b.startMs);
  return (
    <div class="waterfall">
      {rows.map((row) => {
        const isParent = row.id.slice(SPAN_FROM) === transaction.parentSpanId;
        return (
          <div key={row.id} class="call">
            <a class="call-name" href={route.href("transactions", row.id)}>
              <span class="call-kind">{isParent ? word.parent : word.sibling}</span>
              <span class="call-text">
                {row.was} · {row.endpoint}
              </span>
            </a>
            <span class="call-track">
              <span
                class="call-bar application"
                style={{
                  left: `${((row.startMs - fromMs) / span) * 100}%`,
                  width: `${Math.max(0.4, (row.durationUs / 1000 / span) * 100)}%`,
                }}
              />
            </span>
            <span class="call-figures">
              <b>{formatDuration(row.durationUs)}</b>
              <StatusCode status={row.status} />
            </span>
          </div>
        );
      })}
    </div>
  );
}
