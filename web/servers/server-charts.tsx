/** One server's CPU, heap and response time over the page's range. */
import type { ApiOverview, ApiPoint } from "../../sidecar/http/api-types.ts";
import { LineChart } from "../chart/line-chart.tsx";
import { formatBytes } from "../format/format-bytes.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { groupPoints } from "../overview/group-points.ts";
import { ResourceFrame } from "../parts/resource-frame.tsx";
import { closedPoints } from "../state/closed-points.ts";
import { range } from "../state/range.ts";
import { useResource } from "../state/use-resource.ts";
import { words } from "../state/words.ts";

/** As many as the width of the charts shows apart. */
const POINTS_MAX = 240;

export function ServerCharts({ was }: { readonly was: string }) {
  const resource = useResource<ApiOverview>({
    identity: `server ${was} ${range.identity}`,
    url: () => {
      const query = new URLSearchParams(range.query());
      query.set("was", was);
      return `/api/overview?${query}`;
    },
    refreshMs: range.refreshMs === 0 ? 0 : Math.max(4000, range.refreshMs),
  });
  return (
    <ResourceFrame resource={resource}>
      {(data) => <Charts data={closedPoints(data, resource.loadedMs)} />}
    </ResourceFrame>
  );
}

function Charts({ data }: { readonly data: ApiOverview }) {
  const { server, overview } = words();
  const points = groupPoints(data.points, POINTS_MAX);
  const window = { fromMs: data.fromMs, toMs: data.toMs };
  const line = (value: (point: ApiPoint) => number | null) =>
    points.map((point) => [point.startMs + point.widthMs / 2, value(point)] as const);
  const heapMax = data.points.findLast((point) => point.heapMaxBytes !== null)?.heapMaxBytes;
  return (
    <div class="server-charts">
      <LineChart
        title={server.cpu}
        window={window}
        format={formatShare}
        top={1}
        series={[{ label: server.cpu, tone: "series-1", fill: true, points: line((point) => point.cpu) }]}
      />
      <LineChart
        title={server.heapNow}
        window={window}
        format={formatBytes}
        {...(heapMax ? { top: heapMax } : {})}
        series={[
          {
            label: server.heapNow,
            tone: "series-1",
            fill: true,
            points: line((point) => point.heapUsedBytes),
          },
        ]}
      />
      <LineChart
        title={overview.chartLatency}
        window={window}
        format={formatDuration}
        series={[
          { label: "p50", tone: "series-3", points: line((point) => point.p50Us) },
          { label: "p95", tone: "series-1", points: line((point) => point.p95Us) },
        ]}
      />
    </div>
  );
}
