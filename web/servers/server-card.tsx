/** One WAS: who it is, and its gauges with their history over the page's range. */
import type { ApiServer } from "../../sidecar/http/api-types.ts";
import { formatBytes } from "../format/format-bytes.ts";
import { formatCount } from "../format/format-count.ts";
import { formatShare } from "../format/format-share.ts";
import { Card } from "../parts/card.tsx";
import { Facts } from "../parts/facts.tsx";
import { ServerState } from "../parts/server-state.tsx";
import { SessionMode } from "../parts/session-mode.tsx";
import { now } from "../state/now.ts";
import { route } from "../state/route.ts";
import { showAge } from "../state/show-age.ts";
import { words } from "../state/words.ts";
import { PoolList } from "./pool-list.tsx";
import { ServerCharts } from "./server-charts.tsx";

export function ServerCard({ server }: { readonly server: ApiServer }) {
  const { server: word } = words();
  const at = now.ticking;
  return (
    <Card
      class="server-card"
      title={server.was}
      note={`${server.server} · ${server.jvm}`}
      aside={
        <span class="server-aside">
          {server.state === "up" ? null : (
            <span class="note">{word.lastSeen(showAge(at - server.lastSeenMs))}</span>
          )}
          <ServerState server={server} />
          {route.param("was") === null ? (
            <a class="button small" href={route.href("servers", null, { was: server.was })}>
              {word.only}
            </a>
          ) : null}
        </span>
      }
    >
      <div class="server-grid">
        <Facts
          rows={[
            [word.node, server.node],
            [word.running, showAge(at - server.startedMs)],
            [word.sessionMode, <SessionMode key="mode" server={server} />],
            [word.hook, server.sessionHook],
            [word.sessions, formatCount(server.nearSessions)],
            [word.heapNow, `${formatBytes(server.heapUsedBytes)} / ${formatBytes(server.heapMaxBytes)}`],
            [word.gcShare, formatShare(server.gcShare)],
            [word.threads, formatCount(server.threads)],
            [word.cpu, formatShare(server.cpu)],
            [word.systemCpu, formatShare(server.systemCpu)],
            [word.agentCpu, formatShare(server.agentCpu)],
          ]}
        />
        <ServerCharts was={server.was} />
        <div class="stack">
          <PoolList
            title={word.heapPools}
            pools={server.heapPools.map((pool) => ({
              name: pool.name,
              share: pool.maxBytes > 0 ? pool.usedBytes / pool.maxBytes : null,
              text: `${formatBytes(pool.usedBytes)} / ${pool.maxBytes > 0 ? formatBytes(pool.maxBytes) : word.undefinedMax}`,
            }))}
          />
          <PoolList title={word.connectors} pools={server.connectors.map(busy)} />
          <PoolList title={word.jdbcPools} pools={server.jdbcPools.map(busy)} />
        </div>
      </div>
    </Card>
  );
}

function busy(pool: ApiServer["connectors"][number]) {
  const waiting = pool.waiting > 0 ? ` · ${words().server.waiting(formatCount(pool.waiting))}` : "";
  return {
    name: pool.name,
    share: pool.max > 0 ? pool.busy / pool.max : null,
    text: `${formatCount(pool.busy)} / ${formatCount(pool.max)}${waiting}`,
  };
}
