/** Transactions behind a selection, slowest first. A row leads to its calls. */
import type { ApiTransactionList, ApiTransactionRow } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { Card } from "../parts/card.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { StatusCode } from "../parts/status-code.tsx";
import { TimeText } from "../parts/time-text.tsx";
import { Void } from "../parts/void.tsx";
import { range } from "../state/range.ts";
import { route } from "../state/route.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";
import { selection } from "./selection.ts";

/** More rows are not read by anyone; a smaller box on the scatter is the way to them. */
const ROWS_MAX = 200;

export function TransactionTable({ failing }: { readonly failing: boolean }) {
  const { transactions } = words();
  const endpoint = route.param("endpoint");
  const filter = JSON.stringify([selection.read(), endpoint, failing, route.param("was")]);
  const chosen = selection.read().fromMs !== null;
  const resource = useResource<ApiTransactionList>({
    identity: `transactions ${range.identity} ${filter}`,
    url: () => `/api/transactions?${query(failing, endpoint)}`,
    refreshMs: chosen || range.refreshMs === 0 ? 0 : Math.max(5000, range.refreshMs),
  });
  return (
    <ResourceFrame
      resource={resource}
      isEmpty={(data) => data.transactions.length === 0}
      empty={
        <Void
          icon="transactions"
          title={failing ? transactions.emptyErrors : transactions.emptyTitle}
          body={failing ? "" : transactions.emptyBody}
        >
          {selection.chosen ? (
            <button type="button" class="button" onClick={selection.clear}>
              {transactions.clearSelection}
            </button>
          ) : null}
        </Void>
      }
    >
      {(data) => (
        <Card
          title={failing ? transactions.failing : transactions.slowest}
          note={transactions.total(formatCount(data.transactions.length), formatCount(data.total))}
        >
          <Rows rows={data.transactions} />
        </Card>
      )}
    </ResourceFrame>
  );
}

function query(failing: boolean, endpoint: string | null): string {
  const params = new URLSearchParams(range.query());
  const { fromMs, toMs, minUs, maxUs } = selection.read();
  const set = (name: string, value: number | string | null): void => {
    if (value !== null) {
      params.set(name, String(value));
    }
  };
  set("from", fromMs);
  set("to", toMs);
  set("minUs", minUs);
  set("maxUs", maxUs);
  set("errors", failing ? 1 : null);
  set("endpoint", endpoint);
  set("limit", ROWS_MAX);
  return params.toString();
}

function Rows({ rows }: { readonly rows: readonly ApiTransactionRow[] }) {
  const { transactions } = words();
  const slowest = Math.max(1, ...rows.map((row) => row.durationUs));
  return (
    <div class="table-scroll">
      <table class="table hover">
        <thead>
          <tr>
            <th>{transactions.time}</th>
            <th class="number">{transactions.duration}</th>
            <th class="bar-column">
              <span class="visually-hidden">{transactions.sqlShare}</span>
            </th>
            <th>{transactions.endpoint}</th>
            <th>{transactions.status}</th>
            <th>{transactions.was}</th>
            <th class="number">{transactions.sql}</th>
            <th>{transactions.address}</th>
            <th>{transactions.error}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} onClick={() => route.go("transactions", row.id)}>
              <td>
                <TimeText ms={row.startMs} style="millis" />
              </td>
              <td class="number strong">{formatDuration(row.durationUs)}</td>
              <td class="bar-column">
                <span class="row-bar" style={{ width: `${(row.durationUs / slowest) * 100}%` }}>
                  <span
                    class="row-bar-sql"
                    style={{ width: `${(row.sqlUs / Math.max(1, row.durationUs)) * 100}%` }}
                  />
                </span>
              </td>
              <td class="clip" title={row.path}>
                <a href={route.href("transactions", row.id)}>{row.endpoint || row.path}</a>
              </td>
              <td>
                <StatusCode status={row.status} />
              </td>
              <td>{row.was}</td>
              <td class="number" title={formatDuration(row.sqlUs)}>
                {row.sqlCount === 0 ? "–" : `${formatCount(row.sqlCount)} · ${formatDuration(row.sqlUs)}`}
              </td>
              <td>{row.address}</td>
              <td class="clip error" title={row.error}>
                {row.error}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
