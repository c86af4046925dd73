/** Says that nothing is stored for the plan's window and, where it is known, since when there is a record. */
import type { AnswerDraft } from "./answer-draft.ts";
import type { DraftContext } from "./draft-context.ts";
import { pageLink } from "./page-link.ts";

export function sayNoRecord(
  { plan, readings, format, site, nowMs, say }: DraftContext,
  draft: AnswerDraft,
): void {
  const { fromMs, toMs } = plan.window;
  const window = draft.fact({
    id: "window",
    label: say("구간", "Range"),
    value: null,
    unit: "",
    shown: site.window(fromMs, toMs, nowMs, format.language),
    metric: "window",
    fromMs,
    toMs,
    source: "question",
    link: pageLink("/", plan.window),
  });
  const first = readings.firstStoredMs;
  if (first === null) {
    draft.sayUnknown(say(`${window}에 저장된 자료가 없습니다.`, `Nothing is stored for ${window}.`));
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
      `${window}에 저장된 자료가 없습니다: 기록은 ${since}부터 있습니다.`,
      `Nothing is stored for ${window}: the record starts at ${since}.`,
    ),
  );
}
