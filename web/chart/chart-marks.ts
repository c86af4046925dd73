/** Draws over a Chart.js chart: a dashed line for each event, and the moment the pointer is on in any chart. */
import type { Chart, Plugin } from "chart.js";
import { cssColor } from "./css-color.ts";
import { hoverTime } from "./hover-time.ts";

interface Mark {
  readonly atMs: number;
  readonly tone: string;
}

/** `marks` is asked at each drawing, so that the plugin never holds old ones. */
export function chartMarks(marks: () => readonly Mark[]): Plugin<"line"> {
  return {
    id: "marks",
    afterDatasetsDraw(chart) {
      for (const mark of marks()) {
        line(chart, mark.atMs, { color: cssColor(mark.tone), dash: [3, 3] });
      }
      const at = hoverTime.peek();
      if (at !== null) {
        line(chart, at, { color: cssColor("ink-3"), dash: [] });
      }
    },
  };
}

function line(
  chart: Chart<"line">,
  atMs: number,
  style: { readonly color: string; readonly dash: number[] },
): void {
  const scale = chart.scales["x"];
  if (!scale || atMs < scale.min || atMs > scale.max) {
    return;
  }
  const x = Math.round(scale.getPixelForValue(atMs)) + 0.5;
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.strokeStyle = style.color;
  ctx.lineWidth = 1;
  ctx.setLineDash(style.dash);
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.restore();
}
