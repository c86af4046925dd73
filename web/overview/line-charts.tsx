/** Four charts on one time axis: rate and errors, response time, users, CPU and heap. Events mark them all. */
import type { ApiOverview, ApiPoint } from "../../sidecar/http/api-types.ts";
import type { ChartSeries } from "../chart/chart-series.ts";
import { LineChart } from "../chart/line-chart.tsx";
import { quietZeros } from "../chart/quiet-zeros.ts";
import { formatCount } from "../format/format-count.ts";
import { formatDuration } from "../format/format-duration.ts";
import { formatShare } from "../format/format-share.ts";
import { words } from "../state/words.ts";
import { eventLines } from "./event-lines.ts";
import { groupPoints } from "./group-points.ts";
import { userKey } from "./user-key.ts";

/** A quarter of the page is about 240 pixels wide: more points would draw a block. */
const POINTS_MAX = 120;

export function LineCharts({ data }: { readonly data: ApiOverview }) {
  const { overview } = words();
  const key = userKey();
  const points = groupPoints(data.points, POINTS_MAX);
  const line = (value: (point: ApiPoint) => number | null): ChartSeries["points"] =>
    points.map((point) => [point.startMs + point.widthMs / 2, value(point)] as const);
  const common = {
    window: { fromMs: data.fromMs, toMs: data.toMs },
    marks: eventLines(data.events),
  };
  const keyWord = { address: overview.byAddress, session: overview.bySession, cookie: overview.byCookie }[
    key
  ];
  return (
    <div class="charts">
      <LineChart
        {...common}
        title={overview.chartTps}
        format={formatCount}
        series={[
          {
            label: overview.seriesTps,
            tone: "series-1",
            fill: true,
            points: line((point) => (point.count / point.widthMs) * 1000),
          },
          {
            label: overview.seriesErrors,
            tone: "bad",
            dash: [4, 2],
            points: quietZeros(line((point) => (point.errors / point.widthMs) * 1000)),
          },
        ]}
      />
      <LineChart
        {...common}
        title={overview.chartLatency}
        format={formatDuration}
        series={[
          { label: "p50", tone: "series-3", points: line((point) => point.p50Us) },
          { label: "p95", tone: "series-1", width: 1.8, points: line((point) => point.p95Us) },
          { label: "p99", tone: "series-2", dash: [3, 2], points: line((point) => point.p99Us) },
        ]}
      />
      <LineChart
        {...common}
        title={overview.chartUsers}
        format={formatCount}
        series={[{ label: keyWord, tone: "series-1", fill: true, points: line((point) => point.users[key]) }]}
      />
      <LineChart
        {...common}
        title={overview.chartLoad}
        format={formatShare}
        top={1}
        series={[
          { label: overview.seriesCpu, tone: "series-1", points: line((point) => point.cpu) },
          { label: overview.seriesHeap, tone: "series-2", dash: [4, 2], points: line(heapShare) },
        ]}
      />
    </div>
  );
}

function heapShare(point: ApiPoint): number | null {
  return point.heapUsedBytes === null || !point.heapMaxBytes
    ? null
    : point.heapUsedBytes / point.heapMaxBytes;
}
