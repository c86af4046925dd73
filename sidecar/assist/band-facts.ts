/**
 * Says which figures lie outside their normal band: the same clock time of the days (or weekdays of the weeks) before. With
 * too little history it says so instead.
 */
import { robustBand } from "../analysis/robust-band.ts";
import { summariseWindow, type WindowSummary } from "../analysis/summarise-window.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { compareMetrics } from "./compare-metrics.ts";
import type { DraftContext } from "./draft-context.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";

/** An earlier window recorded less than this does not count as one. */
const COVERAGE_MIN = 0.8;

export function bandFacts(context: DraftContext, draft: AnswerDraft, now: WindowSummary): void {
  const { plan, format, say } = context;
  const earlier = history(context);
  const weekly = (plan.baseline?.daysBack ?? 1) % 7 === 0;
  const outside: string[] = [];
  let judged = 0;
  for (const metric of compareMetrics) {
    const value = metric.of(now)?.value;
    const band = robustBand(earlier.map((summary) => metric.of(summary)?.value ?? null));
    if (value === undefined || band === null) {
      continue;
    }
    judged += 1;
    const low = metric.shown(format, Math.max(0, band.low));
    const high = metric.shown(format, Math.max(0, band.high));
    draft.fact({
      id: `${metric.id}.band`,
      label: say(`${metric.ko} 평소 범위`, `Normal band of ${metric.en}`),
      value: band.centre,
      unit: say(metric.unitKo, metric.unitEn),
      shown: say(`${low}~${high}`, `${low}–${high}`),
      metric: metric.metric,
      side: "band",
      samples: band.samples,
      source: "band",
      link: pageLink("/", plan.window),
    });
    if (value > band.high || value < band.low) {
      const over = value > band.high;
      outside.push(
        say(
          `${josa(metric.ko, "은/는")} 평소 범위(${low}~${high})보다 ${over ? metric.moreKo : metric.lessKo}.`,
          `${metric.en}: ${over ? "above" : "below"} the normal band (${low}–${high}).`,
        ),
      );
    }
  }
  const days = draft.fact({
    id: "band.samples",
    label: say("평소 범위의 근거", "Windows behind the normal band"),
    value: earlier.length,
    unit: weekly ? say("주", "weeks") : say("일", "days"),
    shown: weekly ? format.count(earlier.length, "주", "week") : format.count(earlier.length, "일", "day"),
    metric: "scope",
    samples: earlier.length,
    source: "band",
    link: pageLink("/"),
  });
  if (judged === 0) {
    draft.unknown.push(
      earlier.length === 0
        ? say(
            "평소 범위는 아직 말할 수 없습니다: 앞선 날의 같은 시간대 기록이 없습니다.",
            "No normal band yet: the same time of earlier days is not recorded.",
          )
        : say(
            `평소 범위는 아직 말할 수 없습니다: 같은 시간대 기록이 ${days}뿐입니다.`,
            `No normal band yet: the same time is recorded for ${days} only.`,
          ),
    );
    return;
  }
  if (outside.length === 0) {
    draft.say(
      say(
        `지난 ${days} 같은 시간대로 본 평소 범위 안입니다.`,
        `All within the normal band of the same time over ${days}.`,
      ),
    );
  }
  for (const sentence of outside) {
    draft.say(sentence);
  }
}

function history({ plan, readings, userKey }: DraftContext): WindowSummary[] {
  return plan.history
    .map(({ stepId, fromMs, toMs }) => {
      const points = (readings.series.get(stepId) ?? []).map((point) => ({
        ...point,
        users: point.users[userKey],
      }));
      const widest = points.reduce<(typeof points)[number] | null>(
        (best, point) => (best === null || point.count > best.count ? point : best),
        null,
      );
      const p95 = medianOf(points.map(({ p95Us }) => p95Us));
      const merged =
        widest === null
          ? null
          : {
              ...widest,
              p95Us: p95,
              count: points.reduce((sum, { count }) => sum + count, 0),
              ...heapOf(points),
            };
      return summariseWindow(points, merged, toMs - fromMs);
    })
    .filter(({ coverage }) => coverage >= COVERAGE_MIN);
}

/** The middle of the points' percentiles: near enough to the merged one for a band, without reading the window twice. */
function medianOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((left, right) => left - right);
  return known[known.length >> 1] ?? null;
}

function heapOf(
  points: readonly { readonly heapUsedBytes: number | null; readonly heapMaxBytes: number | null }[],
): { heapUsedBytes: number | null; heapMaxBytes: number | null } {
  const known = points.filter((point) => point.heapUsedBytes !== null && point.heapMaxBytes !== null);
  if (known.length === 0) {
    return { heapUsedBytes: null, heapMaxBytes: null };
  }
  const sum = (of: (point: (typeof known)[number]) => number | null): number =>
    known.reduce((total, point) => total + (of(point) ?? 0), 0) / known.length;
  return {
    heapUsedBytes: sum((point) => point.heapUsedBytes),
    heapMaxBytes: sum((point) => point.heapMaxBytes),
  };
}
