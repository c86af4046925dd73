/**
 * One figure of a comparison as a sentence, with its facts on both sides and the change. Returns the row of the table, or
 * null when neither side has the figure. A difference within the error is called none, a baseline of zero has no percentage.
 */
import { compareValues } from "../analysis/compare-values.ts";
import type { Estimate, WindowSummary } from "../analysis/summarise-window.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { CompareMetric } from "./compare-metrics.ts";
import type { DraftContext } from "./draft-context.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";
import { userFacts } from "./user-facts.ts";

export interface CompareInput {
  readonly metric: CompareMetric;
  readonly now: WindowSummary;
  readonly then: WindowSummary;
  /** "어제". */
  readonly day: string;
}

export function compareSentence(
  context: DraftContext,
  draft: AnswerDraft,
  input: CompareInput,
): string[] | null {
  const { say, format } = context;
  const { metric, day } = input;
  const name = say(metric.ko, metric.en);
  const now = metric.of(input.now);
  const then = metric.of(input.then);
  if (now === null && then === null) {
    if (input.now.coverage > 0) {
      draft.unknown.push(
        say(
          `${josa(name, "은/는")} 알 수 없습니다(자료가 없거나 적습니다).`,
          `${name} is not known (no or too few figures).`,
        ),
      );
    }
    return null;
  }
  const nowText = now === null ? null : side(context, draft, input, "now", now);
  const thenText = then === null ? null : side(context, draft, input, "then", then);
  if (now === null || then === null || nowText === null || thenText === null) {
    sayOneSide(context, draft, input, nowText, thenText);
    return [name, nowText ?? "–", thenText ?? "–", "–"];
  }
  const compared = compareValues(now.value, then.value, now.error, then.error);
  const shownSame = metric.shown(format, now.value) === metric.shown(format, then.value);
  const topic = josa(name, "은/는");
  const mean = metric.id === "users" ? say("평균 ", "") : "";
  if (compared.direction === "same" || shownSame) {
    draft.say(
      say(
        `${topic} ${josa(`${mean}${nowText}`, "으로/로")} ${day} ${josa(thenText, "과/와")} 차이가 있다고 보기 어렵습니다.`,
        `${name}: ${nowText} now and ${thenText} ${day}, no real difference.`,
      ),
    );
    return [name, nowText, thenText, say("차이 없음", "no difference")];
  }
  const up = compared.direction === "up";
  if (metric.change === "ratio" && compared.change === null) {
    draft.say(
      say(
        `${topic} ${josa(`${mean}${nowText}`, "으로/로")} ${day}의 ${josa(thenText, "과/와")} 비율로는 비교할 수 없습니다.`,
        `${name}: ${nowText} now and ${thenText} ${day}, so there is no percentage.`,
      ),
    );
    return [name, nowText, thenText, "–"];
  }
  const change =
    metric.change === "ratio" ? format.change(compared.change as number) : format.points(compared.difference);
  draft.fact({
    id: `${metric.id}.change`,
    label: say(`${metric.ko} 변화`, `Change of ${metric.en}`),
    value: metric.change === "ratio" ? compared.change : compared.difference,
    unit: metric.change === "ratio" ? "%" : "%p",
    shown: change,
    metric: metric.metric,
    side: "change",
    direction: up ? "up" : "down",
    errorBound: compared.bound,
    source: `compare.${metric.id}`,
    link: pageLink("/", context.plan.window),
  });
  draft.say(
    say(
      `${topic} ${josa(`${mean}${nowText}`, "으로/로")} ${day} ${thenText}보다 ${change} ${up ? metric.moreKo : metric.lessKo}.`,
      `${name}: ${nowText} now, ${thenText} ${day}, ${change} ${up ? metric.moreEn : metric.lessEn}.`,
    ),
  );
  return [name, nowText, thenText, `${up ? "+" : "−"}${change}`];
}

function side(
  context: DraftContext,
  draft: AnswerDraft,
  { metric, now, then }: CompareInput,
  which: "now" | "then",
  { value }: Estimate,
): string {
  const { plan, format, say } = context;
  const window = which === "now" ? plan.window : (plan.baseline ?? plan.window);
  const summary = which === "now" ? now : then;
  const id = `${metric.id}.${which}`;
  const label = `${say(metric.ko, metric.en)} (${which === "now" ? say("지금", "now") : say("비교 구간", "then")})`;
  const common = { fromMs: window.fromMs, toMs: window.toMs, link: pageLink("/", window), side: which };
  if (metric.id === "users" && summary.usersPeak !== null) {
    draft.fact({
      ...common,
      id: `${id}.peak`,
      label: say("최고 동시접속", "Highest concurrent users"),
      value: summary.usersPeak,
      unit: say("명", "users"),
      shown: format.users(summary.usersPeak),
      metric: "users-peak",
      errorBound: 2 * summary.usersError,
      source: `series.users.${context.userKey}`,
    });
  }
  if (metric.id === "users") {
    return userFacts(context, draft, {
      ...common,
      id,
      label,
      reading: { count: value, error: summary.usersError },
    });
  }
  return draft.fact({
    ...common,
    id,
    label,
    value,
    unit: say(metric.unitKo, metric.unitEn),
    shown: metric.shown(format, value),
    metric: metric.metric,
    samples: metric.metric === "latency" || metric.metric === "rate" ? summary.count : null,
    source: `series.${metric.id}`,
  });
}

function sayOneSide(
  { say }: DraftContext,
  draft: AnswerDraft,
  { metric, day, then, now }: CompareInput,
  nowText: string | null,
  thenText: string | null,
): void {
  const name = say(metric.ko, metric.en);
  const topic = josa(name, "은/는");
  if (nowText !== null) {
    // Where the whole baseline is missing, that has been said once already.
    const why =
      then.coverage === 0
        ? say("입니다.", ".")
        : say(
            `이고, ${day} 값은 없거나 표본이 적어 비교하지 않습니다.`,
            `; ${day} has no or too few figures.`,
          );
    draft.say(say(`${topic} ${nowText}${why}`, `${name}: ${nowText}${why}`));
  } else if (thenText !== null && now.coverage > 0) {
    draft.say(
      say(
        `${topic} ${day} ${thenText}이고, 지금은 값이 없거나 표본이 적습니다.`,
        `${name}: ${thenText} ${day}; now there are no or too few figures.`,
      ),
    );
  }
}
