import { assessHealth, type HealthFinding } from "../analysis/assess-health.ts";
import { FigureFormat } from "../assist/figure-format.ts";
import { findingWords } from "../assist/finding-words.ts";
import type { ApiDistinct, ApiGrid, ApiSentence, ApiServer } from "./api-types.ts";

/** What the sentence is made of. */
export interface StatusInput {
  readonly servers: readonly ApiServer[];
  /** Requests and errors of the last minute, all servers. */
  readonly count: number;
  readonly errors: number;
  /** Of the last minute, and the median of the minutes before it; null when there were none. */
  readonly p95Us: number | null;
  readonly usualP95Us: number | null;
  /** Null when the grid was not asked yet. */
  readonly grid: ApiGrid["state"] | null;
  readonly users: ApiDistinct;
  /** Users at this time a week ago; null when nothing is stored of it. */
  readonly usersLastWeek: number | null;
  /** Since when a finding has been there; the caller remembers. */
  readonly since: (finding: string) => number;
}

/** How it is, in one sentence. Its findings are those of the chat's "지금 상태 어때?", and slowness against the usual. */
export function statusSentence(input: StatusInput): ApiSentence {
  const servers = input.servers.map((server) => ({ ...server, stuck: server.inFlight[3] }));
  const health = assessHealth({ ...input, servers });
  const slow = slowness(input);
  if (health.level === "unknown" && health.findings.length === 0) {
    return {
      level: "unknown",
      ko: "아직 자료가 없습니다. 에이전트를 붙인 서버가 요청을 받으면 여기에 나타납니다.",
      en: "No data yet. A server with the agent appears here with its first request.",
      sinceMs: null,
    };
  }
  const findings = health.findings.slice(0, FINDINGS_MAX).map((finding) => wordsOf(finding, input));
  const all = slow === null ? findings : [...findings, slow];
  if (all.length === 0) {
    return calm(input);
  }
  const bad = all.some(({ level }) => level === "bad");
  return {
    level: bad ? "bad" : "watch",
    ko: all.map(({ ko }) => ko).join(" "),
    en: all.map(({ en }) => en).join(" "),
    sinceMs: Math.min(...all.map(({ sinceMs }) => sinceMs)),
  };
}

interface Finding {
  readonly level: "watch" | "bad";
  readonly ko: string;
  readonly en: string;
  readonly sinceMs: number;
}

/** More is a list, not a sentence. */
const FINDINGS_MAX = 3;
/** Slower than usual by this factor, and slow enough for a person to notice. */
const SLOW_FACTORS = { watch: 3, bad: 8 } as const;
const SLOW_US_MIN = 500_000;
const REQUESTS_MIN = 20;

function slowness(input: StatusInput): Finding | null {
  const { p95Us, usualP95Us, count } = input;
  if (p95Us === null || usualP95Us === null || count < REQUESTS_MIN || p95Us < SLOW_US_MIN) {
    return null;
  }
  const factor = p95Us / Math.max(usualP95Us, 1_000);
  if (factor < SLOW_FACTORS.watch) {
    return null;
  }
  const [ko, en] = [new FigureFormat("ko"), new FigureFormat("en")];
  return {
    level: factor >= SLOW_FACTORS.bad ? "bad" : "watch",
    ko: `응답시간 p95가 ${ko.latency(p95Us)}로 평소(${ko.latency(usualP95Us)})보다 느립니다.`,
    en: `Response time p95 is ${en.latency(p95Us)}, slower than usual (${en.latency(usualP95Us)}).`,
    sinceMs: input.since("slow"),
  };
}

function wordsOf(finding: HealthFinding, input: StatusInput): Finding {
  const words = (language: "ko" | "en"): string => {
    const format = new FigureFormat(language);
    const say = (ko: string, en: string): string => (language === "ko" ? ko : en);
    return findingWords(say, finding.kind, finding.subject, figure(finding, format));
  };
  const down = input.servers.find(({ was, state }) => was === finding.subject && state !== "up");
  const sinceMs = down?.lastSeenMs ?? input.since(`${finding.kind} ${finding.subject}`);
  return { level: finding.level, ko: words("ko"), en: words("en"), sinceMs };
}

function figure(finding: HealthFinding, format: FigureFormat): string {
  if (finding.value === null) {
    return "";
  }
  return finding.kind === "stuck"
    ? format.count(finding.value, "건", "request")
    : format.share(finding.value);
}

function calm(input: StatusInput): ApiSentence {
  const [ko, en] = [new FigureFormat("ko"), new FigureFormat("en")];
  const { count, error } = input.users;
  const bound = `±${(error * 100).toFixed(1)}%`;
  const week = input.usersLastWeek;
  const change = week === null || week < 20 ? null : (count - week) / week;
  const compared =
    change === null
      ? { ko: "", en: "" }
      : Math.abs(change) < 0.03
        ? { ko: ", 지난주 같은 시각과 비슷합니다", en: ", about as many as at this time last week" }
        : {
            ko: `, 지난주 같은 시각보다 ${ko.change(change)} ${change > 0 ? "많습니다" : "적습니다"}`,
            en: `, ${en.change(change)} ${change > 0 ? "more" : "fewer"} than at this time last week`,
          };
  const end = compared.ko === "" ? "입니다" : "";
  return {
    level: "ok",
    ko: `정상입니다. 동시접속 ${ko.users(count)}(${bound})${end}${compared.ko}.`,
    en: `All is well. ${en.users(count)} (${bound}) at the same time${compared.en}.`,
    sinceMs: null,
  };
}
