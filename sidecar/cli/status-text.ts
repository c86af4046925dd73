import type { askGrid } from "../rpc/ask-grid.ts";
import { comparisonWords } from "./comparison-words.ts";
import { storeLines } from "./store-lines.ts";

type Comparison = Awaited<ReturnType<typeof askGrid.comparison>>;
type GridStatus = Awaited<ReturnType<typeof askGrid.status>>;

const WORDS = {
  ko: {
    state: { clustered: "정상", degraded: "저하", recovering: "복구 중" },
    mode: "모드",
    promise: "보장",
    sessions: "세션",
    copies: "모든 사본이 있는 세션",
    writes: "확인된 변경",
    alone: "혼자 확인",
    dead: "끝난 세션이라 거절",
    lag: "복제 지연",
    latency: "저장 시간",
    members: "구성원",
    agents: "에이전트",
    none: "없음",
    events: "최근 사건",
  },
  en: {
    state: { clustered: "clustered", degraded: "degraded", recovering: "recovering" },
    mode: "mode",
    promise: "guarantee",
    sessions: "sessions",
    copies: "with all copies",
    writes: "acknowledged",
    alone: "degraded",
    dead: "refused (dead)",
    lag: "lag",
    latency: "store time",
    members: "members",
    agents: "agents",
    none: "none",
    events: "last events",
  },
} as const;

/** Events shown. */
const EVENTS = 5;

/** The status as a person reads it on a terminal; without a comparison nothing is said of what members hold in common. */
export function statusText(
  status: GridStatus,
  language: "ko" | "en",
  comparison: Comparison | null = null,
): string {
  const words = WORDS[language];
  const state = words.state[status.state as keyof typeof words.state] ?? status.state;
  const step = (node: string): string => {
    const compared = comparison?.members.find((each) => each.node === node);
    return compared === undefined ? "" : `, ${comparisonWords(compared, language)}`;
  };
  const lines = [
    `${status.node}: ${state}`,
    `  ${words.mode}: ${status.mode}, ${status.durability}`,
    `  ${words.promise}: ${language === "ko" ? status.guaranteeKo : status.guarantee}`,
    `  ${words.sessions}: ${status.sessions} (${words.copies}: ${status.sessionsWithAllCopies})`,
    `  ${words.writes}: ${status.acknowledged}, ${words.alone}: ${status.acknowledgedDegraded}, ${words.dead}: ${status.refusedDead}`,
    `  ${words.lag}: ${status.lagMs} ms, ${words.latency}: p50 ${status.storeP50Us} µs, p99 ${status.storeP99Us} µs`,
    ...storeLines(status.store, language),
    `  ${words.members}:`,
    ...status.members.map((member) => {
      const rtt = member.state === "alive" ? `, ${member.roundTripUs} µs, ${member.clockSkewMs} ms skew` : "";
      const syncing = member.syncing ? ", syncing" : "";
      return `    ${member.node || "?"} ${member.address} ${member.state}${rtt}${syncing}${step(member.node)}`;
    }),
    `  ${words.agents}:${status.agents.length === 0 ? ` ${words.none}` : ""}`,
    ...status.agents.map((agent) => {
      const visitor = agent.visitor ? ", visitor" : "";
      return `    ${agent.was} ${agent.server} (pid ${agent.pid}) ${agent.state}, ${agent.nearSessions} near${visitor}`;
    }),
  ];
  const events = status.events.slice(-EVENTS).reverse();
  if (events.length > 0) lines.push(`  ${words.events}:`);
  for (const event of events) {
    const at = new Date(event.atMs).toISOString().slice(0, 19).replace("T", " ");
    const lasted = event.durationMs > 0 ? ` (${event.durationMs} ms)` : "";
    lines.push(`    ${at}Z ${event.kind} ${event.subject}${lasted}`);
  }
  return `${lines.join("\n")}\n`;
}
