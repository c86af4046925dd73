/**
 * "어제 같은 시간대 … 비교해줘": both windows, each figure with its change, what lies outside its normal band, what is missing.
 * Rates and means are compared, never totals, so windows recorded in part stay comparable; the part is said.
 */
import { compareValues } from "../analysis/compare-values.ts";
import { summariseWindow, type WindowSummary } from "../analysis/summarise-window.ts";
import { AnswerDraft } from "./answer-draft.ts";
import type { SeriesPoint } from "./assist-sources.ts";
import { bandFacts } from "./band-facts.ts";
import { compareChart } from "./compare-chart.ts";
import { compareMetrics } from "./compare-metrics.ts";
import { compareSentence } from "./compare-sentence.ts";
import { dayWords } from "./day-words.ts";
import type { DraftContext } from "./draft-context.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";

/** A window recorded less than this is said to be partial. */
const COVERAGE_FULL = 0.98;

export function draftCompare(context: DraftContext): AnswerDraft {
  const { plan, format, say } = context;
  const draft = new AnswerDraft();
  const { baseline } = plan;
  if (baseline === null) {
    return draft;
  }
  const day = dayWords(baseline.daysBack, format.language);
  sayWindows(context, draft, day);
  const now = summary(context, "now", plan.window);
  const then = summary(context, "then", baseline);
  if (now.coverage === 0) {
    draft.sayUnknown(say("지금 구간에 저장된 자료가 없습니다.", "Nothing is stored for the current range."));
  }
  sayCoverage(context, draft, "now", say("지금 구간", "The current range"), now);
  if (then.coverage === 0) {
    sayNoBaseline(context, draft, day);
  }
  sayCoverage(context, draft, "then", say(`${day} 구간`, `The range of ${day}`), then);
  const rows: string[][] = [];
  for (const metric of compareMetrics) {
    const row = compareSentence(context, draft, { metric, now, then, day });
    if (row) {
      rows.push(row);
    }
  }
  bandFacts(context, draft, now);
  draft.tables.push({
    title: say("비교", "Comparison"),
    columns: [say("항목", "Figure"), say("지금", "Now"), day, say("변화", "Change")],
    rows,
    links: rows.map(() => pageLink("/", plan.window)),
  });
  draft.charts.push(...compareChart(context, day));
  sayNext(context, draft, now, then);
  return draft;
}

function summary(
  { readings, userKey }: DraftContext,
  side: "now" | "then",
  window: { fromMs: number; toMs: number },
): WindowSummary {
  const forUsers = (point: SeriesPoint): SeriesPoint & { users: never } =>
    ({ ...point, users: point.users[userKey] }) as never;
  const points = (readings.series.get(`${side}.points`) ?? []).map(forUsers);
  const merged = readings.point(side);
  return summariseWindow(points, merged === null ? null : forUsers(merged), window.toMs - window.fromMs);
}

function sayWindows(context: DraftContext, draft: AnswerDraft, day: string): void {
  const { plan, format, site, nowMs, say } = context;
  const baseline = plan.baseline as NonNullable<typeof plan.baseline>;
  const window = (id: string, label: string, range: { fromMs: number; toMs: number }): string =>
    draft.fact({
      id,
      label,
      value: null,
      unit: "",
      shown: site.window(range.fromMs, range.toMs, nowMs, format.language),
      metric: "window",
      ...{ fromMs: range.fromMs, toMs: range.toMs },
      source: "question",
      link: pageLink("/", range),
      said: [day, format.duration(range.toMs - range.fromMs)],
    });
  const now = window("window.now", say("지금 구간", "Current range"), plan.window);
  const then = window("window.then", say("비교 구간", "Range compared with"), baseline);
  draft.say(
    say(
      `${josa(now, "을/를")} ${day}${baseline.daysBack === 7 ? " 같은 요일" : ""} 같은 시간대(${then})와 비교했습니다.`,
      `${now} compared with the same time ${day} (${then}).`,
    ),
  );
}

function sayCoverage(
  { format, say }: DraftContext,
  draft: AnswerDraft,
  side: "now" | "then",
  name: string,
  { coverage }: WindowSummary,
): void {
  if (coverage === 0 || coverage >= COVERAGE_FULL) {
    return;
  }
  const part = draft.fact({
    id: `coverage.${side}`,
    label: say("기록된 부분", "Recorded part"),
    value: coverage,
    unit: "%",
    shown: format.share(coverage),
    metric: "coverage",
    source: "series",
    link: pageLink("/"),
  });
  draft.sayUnknown(
    say(`${josa(name, "은/는")} ${part}만 기록되어 있습니다.`, `${name} is recorded only in part: ${part}.`),
  );
}

function sayNoBaseline(
  { readings, format, site, nowMs, say }: DraftContext,
  draft: AnswerDraft,
  day: string,
): void {
  const first = readings.firstStoredMs;
  if (first === null) {
    draft.sayUnknown(say(`${day} 자료가 없습니다.`, `There is no data of ${day}.`));
    return;
  }
  const since = draft.fact({
    id: "history.first",
    label: say("기록 시작", "Recorded since"),
    value: first,
    unit: "",
    shown: site.moment(first, nowMs, format.language),
    metric: "scope",
    source: "store",
    link: pageLink("/"),
  });
  draft.sayUnknown(
    say(
      `${day} 자료가 없습니다: 기록은 ${since}부터 있습니다.`,
      `There is no data of ${day}: the record starts at ${since}.`,
    ),
  );
}

/** Offers the next question where something moved. */
function sayNext({ say }: DraftContext, draft: AnswerDraft, now: WindowSummary, then: WindowSummary): void {
  const slower =
    now.p95Us && then.p95Us
      ? compareValues(now.p95Us.value, then.p95Us.value, now.p95Us.error, then.p95Us.error)
      : null;
  if (slower?.direction === "up") {
    draft.say(
      say(
        "무엇이 느린지는 “느린 거래 보여줘”로 볼 수 있습니다.",
        "Ask “show slow transactions” to see what is slow.",
      ),
    );
  }
}
