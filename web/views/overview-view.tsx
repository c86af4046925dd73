/** One glance: is it well, what is unusual, what happened. */
import { useMemo } from "preact/hooks";
import type { ApiOverview } from "../../sidecar/http/api-types.ts";
import { formatCount } from "../format/format-count.ts";
import { BigFigures } from "../overview/big-figures.tsx";
import { eventLines } from "../overview/event-lines.ts";
import { InFlight } from "../overview/in-flight.tsx";
import { LineCharts } from "../overview/line-charts.tsx";
import { OverviewScatter } from "../overview/overview-scatter.tsx";
import { Sentence } from "../overview/sentence.tsx";
import { ServerTable } from "../overview/server-table.tsx";
import { useOverview } from "../overview/use-overview.ts";
import { Card } from "../parts/card.tsx";
import { EventList } from "../parts/event-list.tsx";
import { LiveBanners } from "../parts/live-banners.tsx";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { Void } from "../parts/void.tsx";
import { words } from "../state/words.ts";

export function OverviewView() {
  const { overview } = words();
  const resource = useOverview();
  return (
    <>
      <h1 class="visually-hidden">{overview.title}</h1>
      <LiveBanners completeness={resource.data?.completeness} />
      <ResourceFrame
        resource={resource}
        isEmpty={(data) => data.servers.length === 0 && data.points.length === 0}
        empty={
          <Void icon="servers" title={overview.emptyTitle} body={overview.emptyBody}>
            <code>{overview.emptyHow}</code>
          </Void>
        }
      >
        {(data) => <Glance data={data} />}
      </ResourceFrame>
    </>
  );
}

function Glance({ data }: { readonly data: ApiOverview }) {
  const { overview } = words();
  const events = useMemo(() => eventLines(data.events), [data.events]);
  return (
    <div class="stack">
      <Sentence sentence={data.sentence} />
      <BigFigures data={data} />
      <div class="scatter-row">
        <OverviewScatter events={events} />
        <InFlight servers={data.servers} />
      </div>
      <LineCharts data={data} />
      <Card title={overview.servers} note={formatCount(data.servers.length)}>
        <ServerTable servers={data.servers} />
      </Card>
      <Card title={overview.events}>
        <EventList events={data.events} empty={overview.noEvents} />
      </Card>
    </div>
  );
}
