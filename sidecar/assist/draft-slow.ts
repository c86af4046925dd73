/** "느린 거래 보여줘": endpoints by their p95 and single transactions by their time, each leading to its place on the page. */
import { AnswerDraft } from "./answer-draft.ts";
import type { EndpointReading, TransactionReading } from "./assist-sources.ts";
import type { DraftContext } from "./draft-context.ts";
import { josa } from "./josa.ts";
import { pageLink } from "./page-link.ts";
import { plainText } from "./plain-text.ts";
import { sayNoRecord } from "./say-no-record.ts";

/** A p95 of fewer requests is one request. */
const ENDPOINT_SAMPLES_MIN = 20;

export function draftSlow(context: DraftContext): AnswerDraft {
  const { plan, readings, format, site, nowMs, say } = context;
  const draft = new AnswerDraft();
  const endpoints = (readings.endpoints ?? []).filter(({ p95Us }) => p95Us !== null);
  const transactions = (readings.transactions ?? []).filter(
    ({ durationUs }) => plan.thresholdMs === null || durationUs >= plan.thresholdMs * 1000,
  );
  if (endpoints.length === 0 && (readings.transactions ?? []).length === 0) {
    sayNoRecord(context, draft);
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
    link: pageLink("/transactions", plan.window),
  });
  const known = endpoints.filter(({ count }) => count >= ENDPOINT_SAMPLES_MIN);
  const ranked = (known.length > 0 ? known : endpoints)
    .toSorted((left, right) => (right.p95Us ?? 0) - (left.p95Us ?? 0))
    .slice(0, plan.limit);
  sayEndpoints(context, draft, window, ranked);
  sayTransactions(context, draft, window, transactions);
  return draft;
}

function sayEndpoints(
  context: DraftContext,
  draft: AnswerDraft,
  window: string,
  ranked: readonly EndpointReading[],
): void {
  const { plan, format, say } = context;
  const first = ranked[0];
  if (first === undefined) {
    return;
  }
  const link = (endpoint: string): string => pageLink("/transactions", plan.window, { endpoint });
  const name = plainText(first.endpoint);
  const common = {
    fromMs: plan.window.fromMs,
    toMs: plan.window.toMs,
    link: link(first.endpoint),
    subject: name,
  };
  const p95 = draft.fact({
    ...common,
    id: "endpoint.1.p95",
    label: say(`${name} 응답시간 p95`, `Response time p95 of ${name}`),
    value: first.p95Us,
    unit: "µs",
    shown: format.latency(first.p95Us ?? 0),
    metric: "latency",
    samples: first.count,
    source: "endpoints",
  });
  const count = draft.fact({
    ...common,
    id: "endpoint.1.count",
    label: say(`${name} 거래 수`, `Requests of ${name}`),
    value: first.count,
    unit: say("건", "requests"),
    shown: format.count(first.count, "건", "request"),
    metric: "requests",
    source: "endpoints",
  });
  const sql = draft.fact({
    ...common,
    id: "endpoint.1.sql",
    label: say(`${name} SQL 비중`, `SQL share of ${name}`),
    value: first.sqlShare,
    unit: "%",
    shown: format.share(first.sqlShare),
    metric: "sql",
    source: "endpoints",
  });
  draft.say(
    say(
      `${window}에 가장 느린 API는 ${josa(name, "이며/며")} 응답시간 p95가 ${p95}, 거래는 ${count}, SQL 비중은 ${sql}입니다.`,
      `In ${window} the slowest endpoint was ${name}: p95 ${p95}, ${count}, SQL share ${sql}.`,
    ),
  );
  draft.tables.push({
    title: say("느린 API", "Slow endpoints"),
    columns: ["API", "p50", "p95", say("거래", "Requests"), say("오류", "Errors"), "SQL"],
    rows: ranked.map((row) => [
      plainText(row.endpoint),
      row.p50Us === null ? "–" : format.latency(row.p50Us),
      row.p95Us === null ? "–" : format.latency(row.p95Us),
      format.whole(row.count),
      format.whole(row.errors),
      format.share(row.sqlShare),
    ]),
    links: ranked.map(({ endpoint }) => link(endpoint)),
  });
}

function sayTransactions(
  { plan, readings, format, site, nowMs, say }: DraftContext,
  draft: AnswerDraft,
  window: string,
  transactions: readonly TransactionReading[],
): void {
  if (readings.transactions === null) {
    draft.unknown.push(say("거래 하나하나는 읽지 못했습니다.", "Single transactions could not be read."));
    return;
  }
  const first = transactions[0];
  if (first === undefined) {
    if (plan.thresholdMs === null) {
      return;
    }
    const limit = draft.fact({
      id: "threshold",
      label: say("기준", "Threshold"),
      value: plan.thresholdMs,
      unit: "ms",
      shown: format.latency(plan.thresholdMs * 1000),
      metric: "threshold",
      source: "question",
      link: pageLink("/transactions", plan.window),
    });
    draft.say(
      say(
        `${window}에 ${limit} 이상 걸린 거래는 없습니다.`,
        `In ${window} no transaction took ${limit} or more.`,
      ),
    );
    return;
  }
  const name = plainText(first.endpoint);
  const time = draft.fact({
    id: "transaction.1",
    label: say("가장 느린 거래", "Slowest transaction"),
    value: first.durationUs,
    unit: "µs",
    shown: format.latency(first.durationUs),
    metric: "latency",
    samples: 1,
    source: "transactions",
    link: pageLink(`/transactions/${first.id}`),
    subject: name,
    names: [first.was],
  });
  const at = draft.fact({
    id: "transaction.1.at",
    label: say("가장 느린 거래의 시각", "Time of the slowest transaction"),
    value: first.startMs,
    unit: "",
    shown: site.moment(first.startMs, nowMs, format.language),
    metric: "window",
    source: "transactions",
    link: pageLink(`/transactions/${first.id}`),
  });
  draft.say(
    say(
      `가장 오래 걸린 거래는 ${at}의 ${josa(name, "으로/로")} ${time} 걸렸습니다.`,
      `The longest transaction was ${name} at ${at}: ${time}.`,
    ),
  );
  draft.tables.push({
    title: say("느린 거래", "Slow transactions"),
    columns: [say("시각", "Time"), "API", say("응답시간", "Time taken"), "SQL", say("상태", "Status"), "WAS"],
    rows: transactions
      .slice(0, plan.limit)
      .map((row) => [
        site.moment(row.startMs, nowMs, format.language),
        plainText(row.endpoint),
        format.latency(row.durationUs),
        format.latency(row.sqlUs),
        String(row.status),
        row.was,
      ]),
    links: transactions.slice(0, plan.limit).map(({ id }) => pageLink(`/transactions/${id}`)),
  });
}
