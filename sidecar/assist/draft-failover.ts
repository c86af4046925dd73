/**
 * "방금 무슨 일이 있었어?": the failover history of the plan's window, writes answered without a second copy, and whether every
 * session has its copies. What nobody measures (a session lost unseen) is said to be unknown.
 */
import { AnswerDraft } from "./answer-draft.ts";
import type { GridEventReading, GridReading } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import type { Metric } from "./ground-fact.ts";
import { pageLink } from "./page-link.ts";
import { plainText } from "./plain-text.ts";
import { sayCopies } from "./say-copies.ts";

/** Kinds that mean something went away or went wrong; the others are its end, or routine. */
const FAULTS = new Set(["member_dead", "agent_gone", "agent_visiting", "degraded", "paused"]);
const EVENTS_SAID = 3;
const EVENTS_SHOWN = 20;

export function draftFailover(context: DraftContext): AnswerDraft {
  const { plan, readings, format, site, nowMs, say } = context;
  const draft = new AnswerDraft();
  const grid = readings.grid;
  if (grid === null) {
    draft.sayUnknown(
      say(
        "세션 그리드에서 답이 없어 장애 이력을 읽지 못했습니다.",
        "The session grid gave no answer, so its history could not be read.",
      ),
    );
    return draft;
  }
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
    link: pageLink("/grid"),
  });
  const newest = grid.events.toSorted((left, right) => right.atMs - left.atMs);
  // An event may be newer than the last closed bucket.
  const inside = newest.filter(({ atMs }) => atMs >= fromMs && (atMs < toMs || toMs >= nowMs - 30_000));
  const faults = inside.filter(({ kind }) => FAULTS.has(kind));
  if (faults.length === 0) {
    draft.say(
      say(`${window}에 장애·전환 기록이 없습니다.`, `No failure or failover is on record for ${window}.`),
    );
  } else {
    const count = draft.fact({
      id: "events.faults",
      label: say("장애·전환 기록", "Failures and failovers on record"),
      value: faults.length,
      unit: say("건", "events"),
      shown: format.count(faults.length, "건", "event"),
      metric: "events",
      fromMs,
      toMs,
      source: "grid.events",
      link: pageLink("/grid"),
    });
    draft.say(
      say(
        `${window}에 장애·전환 기록이 ${count} 있습니다.`,
        `For ${window} failures and failovers on record: ${format.whole(faults.length)}.`,
      ),
    );
  }
  const said = (inside.length > 0 ? inside : newest.slice(0, 1)).slice(0, EVENTS_SAID);
  for (const [index, event] of said.toReversed().entries()) {
    sayEvent(context, draft, event, index);
  }
  sayWrites(context, draft, grid);
  sayCopies(context, draft);
  if (grid.mode !== "solo") {
    draft.unknown.push(
      say(
        "사본이 모두 있는지는 알지만, 아무도 저장하지 않은 변경이 있었는지는 서버 쪽에서 알 수 없습니다.",
        "Copies are counted; a change that no server ever saved cannot be seen from here.",
      ),
    );
  }
  if (inside.length > 0) {
    draft.tables.push({
      title: say("장애·전환 이력", "Failover history"),
      columns: [say("시각", "Time"), say("내용", "What"), say("걸린 시간", "Took")],
      rows: inside
        .slice(0, EVENTS_SHOWN)
        .map((event) => [
          site.momentToSecond(event.atMs, nowMs, format.language),
          plainText(say(event.ko, event.en)),
          event.durationMs > 0 ? format.latency(event.durationMs * 1000) : "–",
        ]),
      links: inside.slice(0, EVENTS_SHOWN).map(() => pageLink("/grid")),
    });
  }
  return draft;
}

function sayEvent(
  { format, site, nowMs, say }: DraftContext,
  draft: AnswerDraft,
  event: GridEventReading,
  index: number,
): void {
  const words = plainText(say(event.ko, event.en)).replace(/[.\s]+$/, "");
  const at = draft.fact({
    id: `event.${index + 1}`,
    label: event.kind,
    value: words,
    unit: "",
    shown: site.momentToSecond(event.atMs, nowMs, format.language),
    metric: "events",
    fromMs: event.atMs,
    toMs: event.atMs + event.durationMs,
    source: "grid.events",
    link: pageLink("/grid"),
    said: [words],
    names: [plainText(event.subject)],
  });
  draft.say(`${at} ${words}.`);
}

function sayWrites({ format, say }: DraftContext, draft: AnswerDraft, grid: GridReading): void {
  const fact = (id: string, label: string, value: number, metric: Metric): string =>
    draft.fact({
      id,
      label,
      value,
      unit: say("건", "writes"),
      shown: format.count(value, "건", "write"),
      metric,
      source: "grid",
      link: pageLink("/grid"),
    });
  if (grid.mode === "solo") {
    return;
  }
  const all = fact(
    "grid.acknowledged",
    say("응답한 저장", "Acknowledged writes"),
    grid.acknowledged,
    "writes",
  );
  const degraded = fact(
    "grid.degraded",
    say("사본 없이 응답한 저장", "Writes acknowledged without a second copy"),
    grid.acknowledgedDegraded,
    "copies",
  );
  draft.say(
    say(
      `이 사이드카가 시작한 뒤 응답한 저장 ${all} 가운데 사본 없이 응답한 것은 ${degraded}입니다.`,
      `Since this sidecar started it acknowledged ${all}; without a second copy at the time: ${format.whole(grid.acknowledgedDegraded)}.`,
    ),
  );
}
