/** The metric that a stretch of text names last before `index`, in Korean or English; null when it names none. */
import type { Metric } from "./ground-fact.ts";

export function metricBefore(sentence: string, index: number): Metric | null {
  let best: Mention | null = null;
  for (const [metric, pattern] of METRICS) {
    for (const match of sentence.slice(0, index).matchAll(pattern)) {
      const length = match[0].length;
      const end = match.index + length;
      // "가장 오래된 세션" ends where "세션" does: the longer name is meant.
      if (best === null || end > best.end || (end === best.end && length > best.length)) {
        best = { metric, end, length };
      }
    }
  }
  return best?.metric ?? null;
}

interface Mention {
  readonly metric: Metric;
  readonly end: number;
  readonly length: number;
}

/** Words that name a metric; the last one before a figure or a claim says what it is about. */
const METRICS: readonly (readonly [Metric, RegExp])[] = [
  ["users", /동시\s?접속|접속자|접속한|사용자|이용자|concurrent|users?\b/giu],
  ["cpu", /cpu/giu],
  ["memory", /메모리|힙|heap|memory/giu],
  ["rate", /초당|처리량|tps|throughput|tx\/s|per second/giu],
  [
    "latency",
    /응답\s?시간|응답\s?속도|\uE001|p50|p95|p99|지연|response\s?times?|latency|(?:오래 )?걸린(?: 거래는)?|걸렸|longest transaction/giu,
  ],
  ["errors", /오류|에러|error/giu],
  ["sql", /sql/giu],
  ["requests", /(?<!초당 )거래는|요청|requests?\b/giu],
  ["servers", /알려진 서버|servers? known|known servers?/giu],
  ["servers-up", /응답하는|살아|\bup\b/giu],
  ["sessions", /세션|sessions?\b/giu],
  ["long", /이어진|장시간|lasted|lasting|\blong\b/giu],
  ["idle", /쓰지 않은|쉬고|유휴|마지막 사용|\bidle\b|last used/giu],
  ["age", /가장 오래된(?: 세션은?)?|나이|oldest(?: session)?|\bage\b/giu],
  ["copies", /사본|cop(?:y|ies)\b/giu],
  ["writes", /저장|acknowledged|writes?\b/giu],
  ["events", /장애·전환 기록|(?:failures?|failovers?) on record|events?\b/giu],
  ["coverage", /기록되어|recorded/giu],
];
