/** Each WAS with its JVM: heap pools, GC, CPU, threads, pools; and the ledger of its telemetry. */
import { useOverview } from "../overview/use-overview.ts";
import { LiveBanners } from "../parts/live-banners.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { LedgerCard } from "../servers/ledger-card.tsx";
import { ServerCard } from "../servers/server-card.tsx";
import { route } from "../state/route.ts";
import { words } from "../state/words.ts";

export function ServersView() {
  const { nav, server } = words();
  const resource = useOverview();
  const was = route.param("was");
  return (
    <>
      <header class="view-head">
        <h1>{nav.servers}</h1>
      </header>
      <LiveBanners completeness={resource.data?.completeness} />
      <ResourceFrame
        resource={resource}
        isEmpty={(data) => data.servers.length === 0}
        empty={<Void icon="servers" title={server.emptyTitle} body={server.emptyBody} />}
      >
        {(data) => (
          <div class="stack">
            {data.servers
              .filter((one) => was === null || one.was === was)
              .map((one) => (
                <ServerCard key={`${one.node} ${one.was}`} server={one} />
              ))}
            <LedgerCard />
          </div>
        )}
      </ResourceFrame>
    </>
  );
}
