/** One row a server: what one would look at first in each. */
import type { ApiPool, ApiServer } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { Meter } from "../parts/meter.tsx";
import { PoolMeter } from "../parts/pool-meter.tsx";
import { ServerState } from "../parts/server-state.tsx";
import { SessionMode } from "../parts/session-mode.tsx";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";

export function ServerTable({ servers }: { readonly servers: readonly ApiServer[] }) {
  const { server: word } = words();
  if (servers.length === 0) {
    return <p class="note">{word.emptyTitle}</p>;
  }
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            <th>{word.was}</th>
            <th>{word.state}</th>
            <th>{word.node}</th>
            <th class="number">{word.tps}</th>
            <th class="number">{word.p95}</th>
            <th class="number">{word.errors}</th>
            <th class="metered">{word.cpu}</th>
            <th class="metered">{word.heap}</th>
            <th class="number">{word.gc}</th>
            <th class="metered">{word.connector}</th>
            <th class="metered">{word.pool}</th>
            <th class="number">{word.sessions}</th>
            <th>{word.sessionMode}</th>
          </tr>
        </thead>
        <tbody>
          {servers.map((server) => (
            <tr key={`${server.node} ${server.was}`} class={server.state === "up" ? "" : "dim"}>
              <th scope="row">
                <a href={route.href("servers", null, { was: server.was })}>{server.was}</a>
              </th>
              <td>
                <ServerState server={server} />
              </td>
              <td>{server.node}</td>
              <td class="number">{formatCount(server.tps)}</td>
              <td class="number">{formatDuration(server.p95Us)}</td>
              <td class="number">{formatShare(server.errorShare)}</td>
              <td>
                <Meter
                  share={server.cpu}
                  text={formatShare(server.cpu)}
                  label={`${server.was} ${word.cpu}`}
                />
              </td>
              <td>
                <Heap server={server} />
              </td>
              <td class="number">{formatShare(server.gcShare)}</td>
              <td>
                <Busiest pools={server.connectors} />
              </td>
              <td>
                <Busiest pools={server.jdbcPools} />
              </td>
              <td class="number">{formatCount(server.nearSessions)}</td>
              <td>
                <SessionMode server={server} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heap({ server }: { readonly server: ApiServer }) {
  const { server: word } = words();
  const { heapUsedAfterGcBytes: used, heapMaxBytes: max } = server;
  return (
    <Meter
      share={max > 0 ? used / max : null}
      text={formatBytes(used)}
      label={`${server.was} ${word.heap}`}
      title={`${formatBytes(used)} / ${formatBytes(max)}`}
    />
  );
}

/** The pool nearest to its limit speaks for all. */
function Busiest({ pools }: { readonly pools: readonly ApiPool[] }) {
  const fullest = [...pools].sort((a, b) => b.busy / Math.max(1, b.max) - a.busy / Math.max(1, a.max))[0];
  return fullest ? <PoolMeter pool={fullest} /> : <span class="note">–</span>;
}
