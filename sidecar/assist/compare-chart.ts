/** Users and CPU of both windows on one time axis: the earlier window is moved forward by the days between them. */
import type { Chart } from "./answer.ts";
import type { SeriesPoint } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";

export function compareChart({ plan, readings, userKey, say }: DraftContext, day: string): Chart[] {
  const now = readings.series.get("now.points") ?? [];
  const then = readings.series.get("then.points") ?? [];
  if (plan.baseline === null || now.length + then.length === 0) {
    return [];
  }
  const forwardMs = plan.window.fromMs - plan.baseline.fromMs;
  const chart = (title: string, unit: string, of: (point: SeriesPoint) => number | null): Chart => {
    const line = (points: readonly SeriesPoint[], shiftMs: number): (readonly [number, number | null])[] =>
      points.map((point) => [point.startMs + shiftMs, point.coveredMs > 0 ? of(point) : null]);
    return {
      title,
      unit,
      series: [
        { label: say("지금", "now"), points: line(now, 0) },
        { label: day, points: line(then, forwardMs) },
      ],
    };
  };
  return [
    chart(say("동시접속", "Concurrent users"), say("명", "users"), (point) => point.users[userKey].count),
    chart(say("CPU 사용률", "CPU use"), "%", (point) => (point.cpu === null ? null : point.cpu * 100)),
    chart(say("초당 거래", "Throughput"), say("건/초", "tx/s"), (point) =>
      point.coveredMs === 0 ? null : point.count / (point.coveredMs / 1000),
    ),
  ];
}
