/** A line chart with its legend, which shows the newest values, or those under the pointer, in words and units. */
import type { Chart } from "chart.js";
import { useEffect, useRef } from "preact/hooks";
import type { TimeWindow } from "../state/range.ts";
import { settings } from "../state/settings.ts";
import { showTime } from "../state/show-time.ts";
import { words } from "../state/words.ts";
import { chartMarks } from "./chart-marks.ts";
import { type ChartSeries, chartSeries } from "./chart-series.ts";
import { cssColor } from "./css-color.ts";
import { hoverTime } from "./hover-time.ts";
import { makeChart } from "./make-chart.ts";
import { nearestIndex } from "./nearest-index.ts";

interface LineChartProps {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  readonly window: TimeWindow;
  readonly format: (value: number) => string;
  /** Top of the axis when it must not follow the data, as 1 for shares. */
  readonly top?: number;
  readonly marks?: readonly { readonly atMs: number; readonly tone: string }[];
  /** Axes that are no time of day share no pointer line with the other charts. */
  readonly alone?: boolean;
}

export function LineChart(props: LineChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<"line"> | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const theme = settings.theme;

  // Made anew for a theme: the chart holds colours.
  useEffect(() => {
    if (!canvas.current) {
      return;
    }
    const made = makeChart(canvas.current, {
      format: (value) => latest.current.format(value),
      onHover: (atMs) => {
        hoverTime.value = atMs;
      },
      marks: chartMarks(() => latest.current.marks ?? []),
      steps: 4,
    });
    chart.current = made;
    draw(made, latest.current);
    const stop = hoverTime.subscribe(() => made.draw());
    return () => {
      stop();
      chart.current = null;
      made.destroy();
    };
  }, [theme]);

  useEffect(() => {
    if (chart.current && !document.hidden) {
      draw(chart.current, props);
    }
  });

  return (
    <figure class="chart">
      <figcaption class="chart-head">
        <h3>{props.title}</h3>
        <Legend {...props} />
      </figcaption>
      <div class="chart-canvas">
        <canvas ref={canvas} role="img" aria-label={summary(props)} />
        {props.series.every((line) => line.points.length === 0) ? (
          <p class="chart-none">{words().overview.noData}</p>
        ) : null}
      </div>
    </figure>
  );
}

function Legend({ series, format }: LineChartProps) {
  const at = hoverTime.value;
  return (
    <span class="legend">
      {series.map((line) => {
        const index = at === null ? line.points.length - 1 : nearestIndex(line.points, at);
        const point = line.points[index];
        const value = point?.[1] ?? null;
        return (
          <span key={line.label} class="legend-item" title={point ? showTime(point[0], "seconds") : ""}>
            <svg class="legend-key" viewBox="0 0 14 4" aria-hidden="true">
              <line
                x1="0"
                x2="14"
                y1="2"
                y2="2"
                style={{ stroke: `var(--${line.tone})` }}
                stroke-width={line.width ?? 1.5}
                stroke-dasharray={line.dash?.join(" ")}
              />
            </svg>
            {line.label} <b>{value === null ? "–" : format(value)}</b>
          </span>
        );
      })}
    </span>
  );
}

function draw(chart: Chart<"line">, props: LineChartProps): void {
  const x = chart.options.scales?.["x"];
  const y = chart.options.scales?.["y"];
  if (x && y) {
    x.min = props.window.fromMs;
    x.max = props.window.toMs;
    if (props.top !== undefined) {
      y.max = props.top;
      // Halves of a fixed top are round in any unit; Chart.js would choose round decimals of bytes.
      y.ticks = { ...y.ticks, stepSize: props.top / 2 } as NonNullable<typeof y.ticks>;
    }
    y.suggestedMax = 1;
  }
  chart.data.datasets = props.series.map((line) => ({
    label: line.label,
    ...drawn(line),
    borderColor: cssColor(line.tone),
    pointBackgroundColor: cssColor(line.tone),
    backgroundColor: `color-mix(in srgb, ${cssColor(line.tone)} 10%, transparent)`,
    borderWidth: line.width ?? 1.5,
    borderDash: [...(line.dash ?? [])],
    fill: line.fill ?? false,
  }));
  chart.update("none");
}

/** A point between gaps has no line to either side: it is drawn as a dot, or nobody would see it. */
function drawn(line: ChartSeries): { data: { x: number; y: number }[]; pointRadius: number[] } {
  const data = chartSeries(line.points);
  const gap = (index: number): boolean => (data[index]?.y ?? null) === null;
  const lonely = (index: number): boolean => Boolean(data[index]?.y) && gap(index - 1) && gap(index + 1);
  const pointRadius = data.map((_, index) => (lonely(index) ? 2 : 0));
  // Chart.js takes null for a gap, its types do not.
  return { data: data as { x: number; y: number }[], pointRadius };
}

function summary(props: LineChartProps): string {
  const lines = props.series.map((line) => {
    const value = line.points.at(-1)?.[1] ?? null;
    return `${line.label} ${value === null ? "–" : props.format(value)}`;
  });
  return `${props.title}: ${lines.join(", ")}`;
}
