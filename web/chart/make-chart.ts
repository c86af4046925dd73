/** Chart.js with only the parts the page draws with: lines on linear axes. No legend, tooltip or animation of its own. */
import {
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from "chart.js";
import { timeTicks } from "../format/time-ticks.ts";
import { zoneOffset } from "../format/zone-offset.ts";
import { live } from "../state/live.ts";
import { showTime } from "../state/show-time.ts";
import { cssColor } from "./css-color.ts";

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement);

const DAY_MS = 86_400_000;
/** Pixels a label needs with air around it: "12:03:10" in short ranges, "12:03" in longer ones. */
const LABEL_PX = { seconds: 78, clock: 54 } as const;
const SECONDS_UNTIL_MS = 3 * 60_000;

interface ChartOptions {
  readonly format: (value: number) => string;
  readonly onHover: (atMs: number | null) => void;
  readonly marks: Plugin<"line">;
  readonly steps: number;
}

export function makeChart(canvas: HTMLCanvasElement, options: ChartOptions): Chart<"line"> {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 11 };
  const config: ChartConfiguration<"line"> = {
    type: "line",
    data: { datasets: [] },
    plugins: [options.marks],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: ["mousemove", "mouseout"],
      interaction: { mode: "index", intersect: false },
      layout: { padding: { top: 4, right: 2, bottom: 0, left: 0 } },
      elements: {
        point: { radius: 0, hoverRadius: 0, hitRadius: 0 },
        line: { tension: 0, borderJoinStyle: "round" },
      },
      onHover: (event, _active, chart) => {
        const x = event.type === "mouseout" ? null : (event.x ?? null);
        options.onHover(x === null ? null : (chart.scales["x"]?.getValueForPixel(x) ?? null));
      },
      scales: {
        x: {
          type: "linear",
          grid: { display: false },
          border: { color: cssColor("line") },
          ticks: {
            color: cssColor("ink-3"),
            font,
            maxRotation: 0,
            autoSkip: false,
            padding: 2,
            callback: (value) => timeLabel(Number(value), canvas),
          },
          afterBuildTicks: (axis) => {
            const short = axis.max - axis.min < SECONDS_UNTIL_MS;
            const count = Math.max(2, Math.floor(axis.width / (short ? LABEL_PX.seconds : LABEL_PX.clock)));
            const offset = zoneOffset(axis.max, live.meta.peek()?.timeZone ?? "");
            const { stepMs, ticks } = timeTicks({ fromMs: axis.min, toMs: axis.max }, count, offset);
            canvas.dataset["stepMs"] = String(stepMs);
            axis.ticks = ticks.map((value) => ({ value }));
          },
        },
        y: {
          type: "linear",
          min: 0,
          border: { display: false },
          grid: { color: cssColor("line"), drawTicks: false },
          ticks: {
            color: cssColor("ink-3"),
            font,
            padding: 6,
            maxTicksLimit: options.steps,
            callback: (value) => options.format(Number(value)),
          },
        },
      },
    },
  };
  return new Chart(canvas, config);
}

function timeLabel(ms: number, canvas: HTMLCanvasElement): string {
  const stepMs = Number(canvas.dataset["stepMs"]);
  if (stepMs < 60_000) {
    return showTime(ms, "seconds");
  }
  const midnight = showTime(ms, "clock") === "00:00";
  return stepMs >= DAY_MS || midnight
    ? showTime(ms, "day").slice(0, stepMs >= DAY_MS ? 5 : 11)
    : showTime(ms, "clock");
}
