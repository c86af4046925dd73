/**
 * "장시간 접속 사용자 목록을 보여줘": sessions older than the threshold with age, idle time and rate of changes, several sessions of
 * one address or user, and a list whose rows lead to where a session can be ended.
 */
import { type AgedSession, findLongSessions, type LongSessions } from "../analysis/find-long-sessions.ts";
import { AnswerDraft } from "./answer-draft.ts";
import type { SessionPage, SessionReading } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import type { Metric } from "./ground-fact.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";
import { plainText } from "./plain-text.ts";

/** One address with this part of many sessions is a proxy whose forwarding header is not trusted, not a person. */
const PROXY_SHARE = 0.8;
const PROXY_SESSIONS_MIN = 5;
const GROUPS_SAID = 2;

export function draftLongSessions(context: DraftContext): AnswerDraft {
  const { plan, readings, nowMs, format, say } = context;
  const draft = new AnswerDraft();
  const page = readings.sessions;
  if (page === null) {
    draft.sayUnknown(
      say(
        "세션 그리드에서 답이 없어 세션 목록을 읽지 못했습니다.",
        "The session grid gave no answer, so sessions could not be listed.",
      ),
    );
    return draft;
  }
  if (page.total === 0) {
    draft.say(say("지금 살아 있는 세션이 없습니다.", "There is no live session."));
    return draft;
  }
  const thresholdMs = plan.thresholdMs ?? 0;
  const found = findLongSessions(page.sessions, nowMs, thresholdMs);
  const fact = factOf(context, draft);
  const total = fact("sessions.total", say("전체 세션", "All sessions"), page.total);
  const threshold = draft.fact({
    id: "threshold",
    label: say("기준", "Threshold"),
    value: thresholdMs,
    unit: "ms",
    shown: format.duration(thresholdMs),
    metric: "threshold",
    source: "question",
    link: pageLink("/sessions", undefined, { sort: "age" }),
  });
  const long = fact("sessions.long", say("장시간 세션", "Long sessions"), found.long.length, "long");
  if (found.long.length === 0) {
    draft.say(
      say(
        `세션 ${total} 가운데 ${threshold} 이상 이어진 것은 없습니다.`,
        `There are ${total}; none has lasted ${threshold} or more.`,
      ),
    );
  } else {
    draft.say(
      say(
        `세션 ${total} 가운데 ${threshold} 이상 이어진 것은 ${long}입니다.`,
        `There are ${total}; lasting ${threshold} or more: ${format.whole(found.long.length)}.`,
      ),
    );
  }
  sayOldest(context, draft, found.all[0]);
  if (found.long.length > 0) {
    const idle = fact(
      "sessions.idle",
      say("오래 쉬고 있는 세션", "Idle long sessions"),
      found.idle.length,
      "idle",
    );
    const pause = draft.fact({
      id: "threshold.idle",
      label: say("쉬는 시간의 기준", "Threshold of idle time"),
      value: thresholdMs / 2,
      unit: "ms",
      shown: format.duration(thresholdMs / 2),
      metric: "threshold",
      source: "question",
      link: pageLink("/sessions", undefined, { sort: "idle" }),
    });
    draft.say(
      say(
        `그중 ${pause} 넘게 쓰지 않은 것은 ${idle}입니다.`,
        `Of these, idle for more than ${pause}: ${format.whole(found.idle.length)}.`,
      ),
    );
  }
  sayGroups(context, draft, found, page);
  sayScope(context, draft, page);
  addTable(context, draft, found);
  return draft;
}

function factOf({ format, say }: DraftContext, draft: AnswerDraft) {
  return (id: string, label: string, value: number, metric: Metric = "sessions", subject?: string): string =>
    draft.fact({
      id,
      label,
      value,
      unit: say("개", "sessions"),
      shown: format.count(value, "개", "session"),
      metric,
      source: "sessions",
      link: pageLink("/sessions", undefined, { sort: "age" }),
      ...(subject === undefined ? {} : { subject }),
    });
}

function sayOldest(
  { format, say }: DraftContext,
  draft: AnswerDraft,
  oldest: AgedSession<SessionReading> | undefined,
): void {
  if (oldest === undefined) {
    return;
  }
  const name = userName(oldest.session, say);
  draft.personal.push(plainText(oldest.session.user));
  const common = { source: "sessions", link: pageLink(`/sessions/${oldest.session.key}`), subject: name };
  const age = draft.fact({
    ...common,
    id: "oldest.age",
    label: say("가장 오래된 세션의 나이", "Age of the oldest session"),
    value: oldest.ageMs,
    unit: "ms",
    shown: format.duration(oldest.ageMs),
    metric: "age",
  });
  const idle = draft.fact({
    ...common,
    id: "oldest.idle",
    label: say("그 세션을 쓰지 않은 시간", "Idle time of that session"),
    value: oldest.idleMs,
    unit: "ms",
    shown: format.duration(oldest.idleMs),
    metric: "idle",
  });
  draft.say(
    say(
      `가장 오래된 세션은 ${name}의 것으로 ${age}째 이어지고 있고, 마지막 사용은 ${idle} 전입니다.`,
      `The oldest belongs to ${name}: ${age} old, last used ${idle} ago.`,
    ),
  );
}

function sayGroups(
  context: DraftContext,
  draft: AnswerDraft,
  found: LongSessions<SessionReading>,
  page: SessionPage,
): void {
  const { say } = context;
  const fact = factOf(context, draft);
  const top = found.byAddress[0];
  const proxied =
    top !== undefined &&
    page.sessions.length >= PROXY_SESSIONS_MIN &&
    top.count / page.sessions.length >= PROXY_SHARE;
  if (proxied) {
    draft.unknown.push(
      say(
        "세션 대부분이 한 주소에서 왔습니다. 부하분산기의 주소라면 --trusted-proxies를 정해야 사용자 주소를 알 수 있습니다.",
        "Most sessions come from one address. If it is the load balancer's, set --trusted-proxies to see the users' own.",
      ),
    );
  }
  const groups = [
    ...(proxied ? [] : found.byAddress.slice(0, GROUPS_SAID).map((group) => ({ ...group, kind: "address" }))),
    ...found.byUser.slice(0, GROUPS_SAID).map((group) => ({ ...group, kind: "user" })),
  ];
  for (const [index, group] of groups.entries()) {
    const name = plainText(group.name);
    draft.personal.push(name);
    const count = fact(
      `group.${index + 1}`,
      group.kind === "address"
        ? say("한 주소의 세션", "Sessions of one address")
        : say("한 사용자의 세션", "Sessions of one user"),
      group.count,
      "sessions",
      name,
    );
    draft.say(
      group.kind === "address"
        ? say(`주소 ${name}에서 세션 ${josa(count, "이/가")} 열려 있습니다.`, `Address ${name} has ${count}.`)
        : say(
            `사용자 ${josa(name, "이/가")} 세션 ${josa(count, "을/를")} 갖고 있습니다.`,
            `User ${name} has ${count}.`,
          ),
    );
  }
}

function sayScope(context: DraftContext, draft: AnswerDraft, page: SessionPage): void {
  if (page.sessions.length >= page.total) {
    return;
  }
  const read = factOf(context, draft)(
    "sessions.read",
    context.say("살펴본 세션", "Sessions looked at"),
    page.sessions.length,
  );
  draft.unknown.push(
    context.say(`가장 오래된 ${read}만 살폈습니다.`, `Only the oldest were looked at: ${read}.`),
  );
}

function addTable(
  { plan, format, say }: DraftContext,
  draft: AnswerDraft,
  found: LongSessions<SessionReading>,
): void {
  const shown = (found.long.length > 0 ? found.long : found.all).slice(0, plan.limit);
  if (shown.length === 0) {
    return;
  }
  const addresses = new Map(found.byAddress.map(({ name, count }) => [name, count]));
  draft.tables.push({
    title:
      found.long.length > 0
        ? say("장시간 세션", "Long sessions")
        : say("가장 오래된 세션", "Oldest sessions"),
    columns: [
      say("사용자", "User"),
      say("주소", "Address"),
      "WAS",
      say("이어진 시간", "Age"),
      say("쓰지 않은 시간", "Idle"),
      say("변경/시간", "Changes/h"),
      say("눈에 띄는 점", "Notable"),
    ],
    rows: shown.map((aged) => [
      userName(aged.session, say),
      plainText(aged.session.address) || "–",
      plainText(aged.session.was),
      format.duration(aged.ageMs),
      format.duration(aged.idleMs),
      aged.writesPerHour === null ? "–" : format.whole(aged.writesPerHour),
      [
        aged.busy ? say("변경이 유난히 많음", "unusually many changes") : "",
        addresses.has(aged.session.address)
          ? say(
              `같은 주소에 ${addresses.get(aged.session.address)}개`,
              `${addresses.get(aged.session.address)} at this address`,
            )
          : "",
      ]
        .filter((text) => text !== "")
        .join(", "),
    ]),
    links: shown.map(({ session }) => pageLink(`/sessions/${session.key}`)),
  });
}

function userName(session: SessionReading, say: DraftContext["say"]): string {
  const name = plainText(session.user);
  return name === "" ? say("로그인하지 않은 사용자", "a user not signed in") : name;
}
