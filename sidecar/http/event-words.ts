import { josa } from "../assist/josa.ts";
import type { ApiEvent } from "./api-types.ts";

/** An event of the grid as it comes from there. */
export interface GridEventReading {
  readonly atMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly durationMs: number;
  readonly detail: string;
}

/**
 * Says an event of the grid in one Korean and one English sentence; a kind that is not known is shown as it is. The grid
 * tells with each change how long the state before it lasted: here that stands only where something ended with it.
 */
export function eventWords(event: GridEventReading): ApiEvent {
  const { atMs, kind, subject, detail } = event;
  const words = WORDS[kind];
  const durationMs = ENDINGS.has(kind) ? event.durationMs : 0;
  const took = durationMs > 0 ? seconds(durationMs) : null;
  const fallback = [kind, subject, detail].filter((part) => part !== "").join(" · ");
  const ko = words?.ko(subject, detail) ?? fallback;
  const en = words?.en(subject, detail) ?? fallback;
  return {
    atMs,
    kind,
    subject,
    durationMs,
    ko: took === null ? ko : `${ko} (${took}초 만)`,
    en: took === null ? en : `${en} (after ${took} s)`,
  };
}

/** Kinds that end what was wrong: their duration is how long it was. */
const ENDINGS: ReadonlySet<string> = new Set(["member_alive", "clustered", "resynced", "paused"]);

type Words = Readonly<Record<"ko" | "en", (subject: string, detail: string) => string>>;

const WORDS: Readonly<Record<string, Words>> = {
  member_dead: {
    ko: (subject) => `${josa(sidecar(subject).ko, "이/가")} 응답하지 않습니다.`,
    en: (subject) => `${sidecar(subject).en} does not answer.`,
  },
  paused: {
    ko: (subject) => `${josa(sidecar(subject).ko, "이/가")} 멈춰 있다가 다시 움직입니다.`,
    en: (subject) => `${sidecar(subject).en} stood still and runs again.`,
  },
  clock_jump: {
    ko: (_subject, detail) =>
      `이 서버의 시계가 바뀌었습니다${inBrackets(detail)}. 세션은 영향을 받지 않습니다.`,
    en: (_subject, detail) =>
      `The clock of this server was changed${inBrackets(detail)}. Sessions are not affected.`,
  },
  peer_refused: {
    ko: (subject, detail) => `구성원임을 증명하지 못한 연결을 거절했습니다: ${subject}${inBrackets(detail)}.`,
    en: (subject, detail) =>
      `A peer that could not prove to be a member was refused: ${subject}${inBrackets(detail)}.`,
  },
  valkey_changed: {
    ko: (subject, detail) => `Valkey 서버 ${subject}의 역할이나 상태가 바뀌었습니다${inBrackets(detail)}.`,
    en: (subject, detail) => `The Valkey server ${subject} has another role or state${inBrackets(detail)}.`,
  },
  member_suspect: {
    ko: (subject) => `사이드카 ${subject}의 응답이 늦습니다.`,
    en: (subject) => `Sidecar ${subject} answers late.`,
  },
  member_alive: {
    ko: (subject) => `사이드카 ${josa(subject, "이/가")} 다시 연결되었습니다.`,
    en: (subject) => `Sidecar ${subject} is connected again.`,
  },
  degraded: {
    ko: () => "세션 복제가 1부로 줄었습니다(degraded). 새 변경은 이 서버에만 남습니다.",
    en: () => "Sessions are kept in one copy only (degraded): new changes stay on this server.",
  },
  clustered: {
    ko: () => "세션 복제가 2부로 회복되었습니다.",
    en: () => "Sessions are kept in two copies again.",
  },
  recovering: {
    ko: () => "빠진 세션을 상대 사이드카에서 가져오고 있습니다.",
    en: () => "Fetching missed sessions from the other sidecar.",
  },
  resynced: {
    ko: (subject, detail) => `${josa(subject, "과/와")} 세션을 다시 맞추었습니다${inBrackets(detail)}.`,
    en: (subject, detail) => `Sessions were synchronised with ${subject}${inBrackets(detail)}.`,
  },
  agent_attached: {
    ko: (subject) => `WAS ${josa(subject, "이/가")} 연결되었습니다.`,
    en: (subject) => `WAS ${subject} is connected.`,
  },
  agent_visiting: {
    ko: (subject) => `자기 사이드카를 잃은 WAS ${josa(subject, "이/가")} 이 사이드카로 옮겨 왔습니다.`,
    en: (subject) => `WAS ${subject} lost its own sidecar and came to this one.`,
  },
  agent_gone: {
    ko: (subject) => `WAS ${josa(subject, "이/가")} 끊어졌습니다.`,
    en: (subject) => `WAS ${subject} is gone.`,
  },
  killed: {
    ko: (subject, detail) => `세션 ${josa(subject, "이/가")} 강제 종료되었습니다${inBrackets(detail)}.`,
    en: (subject, detail) => `Session ${subject} was killed${inBrackets(detail)}.`,
  },
  two_users: {
    ko: (subject) => `서로 연결되지 않은 동안 세션 ${subject}에 두 사용자가 로그인하여 세션을 끝냈습니다.`,
    en: (subject) => `Session ${subject} was ended: two users signed in to it while members were cut off.`,
  },
  conflict: {
    ko: (subject, detail) => `세션 ${subject}에서 서로 모르는 두 변경이 만났습니다${inBrackets(detail)}.`,
    en: (subject, detail) => `Two changes met in session ${subject}${inBrackets(detail)}.`,
  },
  created: {
    ko: (_subject, detail) => `세션이 만들어졌습니다${inBrackets(detail)}.`,
    en: (_subject, detail) => `The session was created${inBrackets(detail)}.`,
  },
  expired: {
    ko: (subject, detail) =>
      `세션${subject === "" ? "" : ` ${subject}`}의 유효 시간이 끝났습니다${inBrackets(detail)}.`,
    en: (subject, detail) => `Session ${subject} expired${inBrackets(detail)}.`,
  },
  moved: {
    ko: (subject, detail) => `세션이 ${josa(detail || subject, "으로/로")} 옮겨 갔습니다.`,
    en: (subject, detail) => `The session moved to ${detail || subject}.`,
  },
};

/** A peer that was never heard has no name yet. */
function sidecar(name: string): { readonly ko: string; readonly en: string } {
  return name === ""
    ? { ko: "상대 사이드카", en: "The other sidecar" }
    : { ko: `사이드카 ${name}`, en: `Sidecar ${name}` };
}

function inBrackets(detail: string): string {
  return detail === "" ? "" : ` (${detail})`;
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(durationMs < 10_000 ? 1 : 0);
}
