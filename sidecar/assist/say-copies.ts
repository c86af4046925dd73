/** How many sessions the grid holds and how many of them have every copy: one sentence and its facts. */
import type { AnswerDraft } from "./answer-draft.ts";
import type { DraftContext } from "./draft-context.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";

export function sayCopies({ readings, format, say }: DraftContext, draft: AnswerDraft): void {
  const grid = readings.grid;
  if (grid === null) {
    draft.sayUnknown(
      say(
        "세션 그리드에서 답이 없어 세션 상태는 모릅니다.",
        "The session grid gave no answer, so the state of the sessions is not known.",
      ),
    );
    return;
  }
  const common = { source: "grid", link: pageLink("/grid") };
  const sessions = draft.fact({
    ...common,
    id: "grid.sessions",
    label: say("세션", "Sessions"),
    value: grid.sessions,
    unit: say("개", "sessions"),
    shown: format.count(grid.sessions, "개", "session"),
    metric: "sessions",
  });
  if (grid.sessions === 0) {
    draft.say(say("그리드에 세션이 없습니다.", "The grid holds no session."));
    return;
  }
  if (grid.mode === "solo") {
    draft.say(
      say(
        `세션 ${josa(sessions, "은/는")} 이 사이드카에만 있습니다(단독 모드).`,
        `The grid holds ${sessions}, on this sidecar alone (solo mode).`,
      ),
    );
    return;
  }
  const copies = draft.fact({
    ...common,
    id: "grid.copies",
    label: say("사본이 모두 있는 세션", "Sessions with all copies"),
    value: grid.sessionsWithAllCopies,
    unit: say("개", "sessions"),
    shown: format.count(grid.sessionsWithAllCopies, "개", "session"),
    metric: "copies",
  });
  draft.say(
    say(
      `세션은 ${sessions}이고 그중 사본이 모두 있는 것은 ${copies}입니다.`,
      `Sessions: ${format.whole(grid.sessions)}; with every copy in place: ${format.whole(grid.sessionsWithAllCopies)}.`,
    ),
  );
}
