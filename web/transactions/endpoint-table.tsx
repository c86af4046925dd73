/** Totals by endpoint, most total time first: where the servers' time goes. */
import type { ApiEndpoints } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { Card } from "../parts/card.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { range } from "../state/range.ts";
import { route } from "../state/route.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";

export function EndpointTable() {
  const { transactions } = words();
  const resource = useResource<ApiEndpoints>({
    identity: `endpoints ${range.identity} ${route.param("was") ?? ""}`,
    url: () => `/api/endpoints?${range.query()}`,
    refreshMs: range.refreshMs === 0 ? 0 : Math.max(5000, range.refreshMs),
  });
  return (
    <ResourceFrame
      resource={resource}
      isEmpty={(data) => data.endpoints.length === 0}
      empty={<Void icon="transactions" title={transactions.emptyTitle} body={transactions.emptyBody} />}
    >
      {(data) => (
        <Card title={transactions.byEndpoint} note={formatCount(data.endpoints.length)}>
          <Rows endpoints={data.endpoints} />
        </Card>
      )}
    </ResourceFrame>
  );
}

function Rows({ endpoints }: ApiEndpoints) {
  const { transactions } = words();
  const most = Math.max(1, ...endpoints.map((row) => row.totalUs));
  return (
    <div class="table-scroll">
      <table class="table hover">
        <thead>
          <tr>
            <th>{transactions.endpoint}</th>
            <th class="number">{transactions.totalTime}</th>
            <th class="bar-column">
              <span class="visually-hidden">{transactions.sqlShare}</span>
            </th>
            <th class="number">{transactions.count}</th>
            <th class="number">{transactions.errors}</th>
            <th class="number">{transactions.p50}</th>
            <th class="number">{transactions.p95}</th>
            <th class="number">{transactions.sqlShare}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((row) => {
            const params = { endpoint: row.endpoint };
            return (
              <tr key={row.endpoint} onClick={() => route.go("transactions", null, params)}>
                <th scope="row" class="clip">
                  <a href={route.href("transactions", null, params)}>{row.endpoint}</a>
                </th>
                <td class="number strong">{formatDuration(row.totalUs)}</td>
                <td class="bar-column">
                  <span class="row-bar" style={{ width: `${(row.totalUs / most) * 100}%` }}>
                    <span class="row-bar-sql" style={{ width: `${row.sqlShare * 100}%` }} />
                  </span>
                </td>
                <td class="number">{formatCount(row.count)}</td>
                <td class={row.errors > 0 ? "number error" : "number"}>
                  {row.errors > 0
                    ? `${formatCount(row.errors)} · ${formatShare(row.errors / Math.max(1, row.count))}`
                    : "0"}
                </td>
                <td class="number">{formatDuration(row.p50Us)}</td>
                <td class="number">{formatDuration(row.p95Us)}</td>
                <td class="number">{formatShare(row.sqlShare)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
