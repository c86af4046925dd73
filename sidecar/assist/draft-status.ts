/** "지금 상태 어때?": a level in words, what stands out, and the figures of the plan's window. */
import { assessHealth, type HealthFinding } from "../analysis/assess-health.ts";
import { AnswerDraft } from "./answer-draft.ts";
import type { SeriesPoint, ServerReading } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import { findingWords } from "./finding-words.ts";
import type { Metric } from "./ground-fact.ts";
import { pageLink } from "./page-link.ts";
import { sayCopies } from "./say-copies.ts";
import { sayNoRecord } from "./say-no-record.ts";
import { userFacts } from "./user-facts.ts";

/** More findings than this are a list, not an answer; the rest is one click away. */
const FINDINGS_MAX = 4;

export function draftStatus(context: DraftContext): AnswerDraft {
  const { plan, readings, say } = context;
  const draft = new AnswerDraft();
  const servers = readings.servers ?? [];
  const point = readings.point("now");
  if (plan.steps.some(({ tool }) => tool === "servers")) {
    sayHealth(context, draft, point);
  } else {
    draft.sayUnknown(
      say(
        "지난 구간의 서버와 그리드 상태는 남아 있지 않아 거래 수치만 답합니다.",
        "The state of servers and grid is not kept for the past; these are the traffic figures.",
      ),
    );
  }
  if (readings.servers !== null && servers.length > 0) {
    sayServers(context, draft, servers);
  }
  if (point === null) {
    sayNoRecord(context, draft);
  } else {
    sayTraffic(context, draft, point);
  }
  if (plan.steps.some(({ tool }) => tool === "grid")) {
    sayCopies(context, draft);
  }
  return draft;
}

function sayHealth(context: DraftContext, draft: AnswerDraft, point: SeriesPoint | null): void {
  const { readings, say } = context;
  const gridFailed = readings.failures.some(({ tool }) => tool === "grid");
  const health = assessHealth({
    servers: (readings.servers ?? []).map((server) => ({ ...server, stuck: server.inFlight[3] })),
    count: point?.count ?? 0,
    errors: point?.errors ?? 0,
    grid: gridFailed ? "unreachable" : (readings.grid?.state ?? null),
  });
  draft.say(
    {
      ok: say("정상입니다.", "All is well."),
      watch: say("살펴볼 것이 있습니다.", "Something needs a look."),
      bad: say("문제가 있습니다.", "There is a problem."),
      unknown: say(
        "아직 알 수 없습니다: 자료를 보낸 서버가 없습니다.",
        "Not known yet: no server has reported.",
      ),
    }[health.level],
  );
  for (const [index, finding] of health.findings.slice(0, FINDINGS_MAX).entries()) {
    sayFinding(context, draft, finding, index);
  }
}

function sayServers(context: DraftContext, draft: AnswerDraft, servers: readonly ServerReading[]): void {
  const { format, say } = context;
  const up = servers.filter(({ state }) => state === "up");
  const link = pageLink("/servers");
  const fact = (id: string, label: string, value: number, metric: Metric): string =>
    draft.fact({
      id,
      label,
      value,
      unit: say("대", "servers"),
      shown: format.count(value, "대", "server"),
      metric,
      source: "servers",
      link,
      names: servers.map(({ was }) => was),
    });
  const known = fact("servers.known", say("알려진 서버", "Servers known"), servers.length, "servers");
  const answering = fact("servers.up", say("응답하는 서버", "Servers up"), up.length, "servers-up");
  draft.say(
    say(
      `알려진 서버는 ${known}, 응답하는 서버는 ${answering}입니다.`,
      `Servers known: ${format.whole(servers.length)}, up: ${format.whole(up.length)}.`,
    ),
  );
}

function sayTraffic(context: DraftContext, draft: AnswerDraft, point: SeriesPoint): void {
  const { plan, format, site, nowMs, say } = context;
  const { fromMs, toMs } = plan.window;
  const common = { fromMs, toMs, link: pageLink("/", plan.window), side: "now" as const };
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
  });
  const rate = draft.fact({
    ...common,
    id: "rate",
    label: say("초당 거래", "Transactions per second"),
    value: point.count / (point.coveredMs / 1000),
    unit: say("건/초", "tx/s"),
    shown: format.perSecond(point.count / (point.coveredMs / 1000)),
    metric: "rate",
    samples: point.count,
    source: "series.count",
  });
  const users = userFacts(context, draft, { ...common, id: "users", reading: point.users[context.userKey] });
  draft.say(
    say(
      `${window} 기준 동시접속은 ${users}이고, 초당 거래는 ${rate}입니다.`,
      `${window}: ${users} at the same time and ${rate}.`,
    ),
  );
  if (point.count > 0) {
    const p95 =
      point.p95Us === null
        ? ""
        : draft.fact({
            ...common,
            id: "latency.p95",
            label: say("응답시간 p95", "Response time p95"),
            value: point.p95Us,
            unit: "µs",
            shown: format.latency(point.p95Us),
            metric: "latency",
            samples: point.count,
            source: "series.p95",
          });
    const errors = draft.fact({
      ...common,
      id: "errors.share",
      label: say("오류 비율", "Error share"),
      value: point.errors / point.count,
      unit: "%",
      shown: format.share(point.errors / point.count),
      metric: "errors",
      samples: point.count,
      source: "series.errors",
    });
    draft.say(
      point.p95Us === null
        ? say(`오류 비율은 ${errors}입니다.`, `The error share is ${errors}.`)
        : say(
            `응답시간 p95는 ${p95}, 오류 비율은 ${errors}입니다.`,
            `Response time p95 is ${p95} and the error share is ${errors}.`,
          ),
    );
  }
  sayMachine(context, draft, point, common);
}

function sayMachine(
  { format, say }: DraftContext,
  draft: AnswerDraft,
  point: SeriesPoint,
  common: { fromMs: number; toMs: number; link: string; side: "now" },
): void {
  if (point.cpu === null || point.heapUsedBytes === null || !point.heapMaxBytes) {
    draft.sayUnknown(say("CPU와 힙 메모리 값은 아직 없습니다.", "There are no CPU and heap figures yet."));
    return;
  }
  const cpu = draft.fact({
    ...common,
    id: "cpu",
    label: "CPU",
    value: point.cpu,
    unit: "%",
    shown: format.share(point.cpu),
    metric: "cpu",
    source: "series.cpu",
  });
  const heapShare = point.heapUsedBytes / point.heapMaxBytes;
  const heap = draft.fact({
    ...common,
    id: "memory",
    label: say("힙 메모리", "Heap"),
    value: heapShare,
    unit: "%",
    shown: format.share(heapShare),
    metric: "memory",
    source: "series.heap",
  });
  draft.say(
    say(
      `CPU 사용률은 ${cpu}, 힙 메모리 사용률은 ${heap}입니다.`,
      `CPU use is ${cpu} and heap use is ${heap}.`,
    ),
  );
}

function sayFinding(context: DraftContext, draft: AnswerDraft, finding: HealthFinding, index: number): void {
  const { format, say } = context;
  const was = finding.subject;
  const shares = ["errors", "cpu", "heap", "gc"];
  const value = finding.value;
  const metrics = { errors: "errors", cpu: "cpu", heap: "memory" } as const;
  const figure =
    value === null
      ? ""
      : shares.includes(finding.kind)
        ? format.share(value)
        : format.count(value, "건", "request");
  const words = findingWords(say, finding.kind, was, figure);
  draft.fact({
    id: `finding.${index + 1}`,
    label: finding.kind,
    value,
    unit: shares.includes(finding.kind) ? "%" : value === null ? "" : say("건", "requests"),
    shown: value === null ? words : figure,
    said: finding.kind === "stuck" ? [say("8초", "8 s")] : [],
    metric:
      metrics[finding.kind as keyof typeof metrics] ?? (finding.kind === "stuck" ? "requests" : "servers"),
    side: "now",
    source: "health",
    link: pageLink(finding.kind.startsWith("grid") || finding.kind === "session-mode" ? "/grid" : "/servers"),
    ...(was === "" ? {} : { subject: was }),
  });
  draft.say(words);
}
