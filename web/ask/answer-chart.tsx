/** A chart of an answer: up to four lines, told apart by dash and shade. */
import type { ApiChart } from "../../sidecar/http/api-types.ts";
import { LineChart } from "../chart/line-chart.tsx";
import { formatCount } from "../format/format-count.ts";

const LOOKS = [
  { tone: "accent", width: 1.8 },
  { tone: "series-2", dash: [4, 3] },
  { tone: "series-1", dash: [1, 2] },
  { tone: "series-3" },
] as const;

export function AnswerChart({ chart }: { readonly chart: ApiChart }) {
  const times = chart.series.flatMap((line) => line.points.map(([at]) => at));
  // Korean counters stand at the number, signs and Latin units apart from it.
  const unit = chart.unit === "" || /^[가-힣]/.test(chart.unit) ? chart.unit : `\u00a0${chart.unit}`;
  return (
    <LineChart
      title={chart.title}
      window={{ fromMs: Math.min(...times), toMs: Math.max(...times) }}
      format={(value) => `${formatCount(value)}${unit}`}
      series={chart.series.map((line, index) => ({
        ...(LOOKS[index % LOOKS.length] as (typeof LOOKS)[number]),
        label: line.label,
        points: line.points,
      }))}
    />
  );
}
