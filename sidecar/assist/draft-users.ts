/** "지금 접속자 몇 명이야?": distinct users of the plan's window by each key, each with its error bound. */
import { AnswerDraft } from "./answer-draft.ts";
import type { UserKey } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import { pageLink } from "./page-link.ts";
import { sayNoRecord } from "./say-no-record.ts";
import { userFacts } from "./user-facts.ts";

const KEYS: readonly UserKey[] = ["cookie", "session", "address"];

export function draftUsers(context: DraftContext): AnswerDraft {
  const { plan, readings, format, site, nowMs, say, userKey } = context;
  const draft = new AnswerDraft();
  const point = readings.point("now");
  if (point === null) {
    sayNoRecord(context, draft);
    return draft;
  }
  const { fromMs, toMs } = plan.window;
  const common = { fromMs, toMs, link: pageLink("/sessions"), side: "now" as const };
  const window = draft.fact({
    ...common,
    id: "window",
    label: say("구간", "Range"),
    value: null,
    unit: "",
    shown: site.window(fromMs, toMs, nowMs, format.language),
    metric: "window",
    side: "any",
    source: "question",
    said: [format.duration(toMs - fromMs)],
  });
  const users = (key: UserKey): string =>
    userFacts({ ...context, userKey: key }, draft, {
      ...common,
      id: `users.${key}`,
      reading: point.users[key],
      subject: keyWords(context, key),
    });
  const width = format.duration(toMs - fromMs);
  const active = users(userKey);
  draft.say(
    say(
      `${window}의 ${width} 동안 접속한 사용자는 ${active}입니다(${keyWords(context, userKey)}).`,
      `In the ${width} of ${window} there were ${active} ${keyWords(context, userKey)}.`,
    ),
  );
  for (const key of KEYS) {
    if (key !== userKey && (key !== "cookie" || point.users.cookie.count > 0)) {
      const others = users(key);
      const words = keyWords(context, key);
      draft.say(say(`${words}으로는 ${others}입니다.`, `Counted ${words}: ${others}.`));
    }
  }
  const grid = readings.grid;
  if (grid !== null) {
    const sessions = draft.fact({
      id: "grid.sessions",
      label: say("그리드의 세션", "Sessions in the grid"),
      value: grid.sessions,
      unit: say("개", "sessions"),
      shown: format.count(grid.sessions, "개", "session"),
      metric: "sessions",
      source: "grid",
      link: pageLink("/sessions"),
    });
    draft.say(
      say(
        `만료되지 않은 세션은 그리드에 ${sessions} 있습니다.`,
        `The grid holds ${sessions} not yet expired.`,
      ),
    );
  }
  return draft;
}

function keyWords({ say }: DraftContext, key: UserKey): string {
  return {
    address: say("접속 주소 기준", "by client address"),
    session: say("세션 기준", "by session"),
    cookie: say("사용자 쿠키 기준", "by user cookie"),
  }[key];
}
