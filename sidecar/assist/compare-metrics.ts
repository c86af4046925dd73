/**
 * The five figures of a comparison: how each is named, written, compared and put into a Korean or English sentence. One
 * table, so that template, table, chart and facts cannot disagree.
 */
import type { Estimate, WindowSummary } from "../analysis/summarise-window.ts";
import type { FigureFormat } from "./figure-format.ts";
import type { Metric } from "./ground-fact.ts";

export interface CompareMetric {
  readonly id: string;
  readonly metric: Metric;
  readonly ko: string;
  readonly en: string;
  /** Unit of the fact's value. */
  readonly unitKo: string;
  readonly unitEn: string;
  /** "ratio": the change is said in %, "points": in percentage points. */
  readonly change: "ratio" | "points";
  readonly moreKo: string;
  readonly lessKo: string;
  readonly moreEn: string;
  readonly lessEn: string;
  of(summary: WindowSummary): Estimate | null;
  shown(format: FigureFormat, value: number): string;
}

export const compareMetrics: readonly CompareMetric[] = [
  {
    id: "users",
    metric: "users",
    ko: "동시접속",
    en: "Concurrent users",
    unitKo: "명",
    unitEn: "users",
    change: "ratio",
    moreKo: "많습니다",
    lessKo: "적습니다",
    moreEn: "more",
    lessEn: "fewer",
    of: (summary) => summary.users,
    shown: (format, value) => format.users(value),
  },
  {
    id: "cpu",
    metric: "cpu",
    ko: "CPU 사용률",
    en: "CPU use",
    unitKo: "%",
    unitEn: "%",
    change: "points",
    moreKo: "높습니다",
    lessKo: "낮습니다",
    moreEn: "higher",
    lessEn: "lower",
    of: (summary) => summary.cpu,
    shown: (format, value) => format.share(value),
  },
  {
    id: "memory",
    metric: "memory",
    ko: "힙 메모리 사용률",
    en: "Heap use",
    unitKo: "%",
    unitEn: "%",
    change: "points",
    moreKo: "높습니다",
    lessKo: "낮습니다",
    moreEn: "higher",
    lessEn: "lower",
    of: (summary) => summary.memory,
    shown: (format, value) => format.share(value),
  },
  {
    id: "rate",
    metric: "rate",
    ko: "초당 거래",
    en: "Throughput",
    unitKo: "건/초",
    unitEn: "tx/s",
    change: "ratio",
    moreKo: "많습니다",
    lessKo: "적습니다",
    moreEn: "higher",
    lessEn: "lower",
    of: (summary) => summary.rate,
    shown: (format, value) => format.perSecond(value),
  },
  {
    id: "latency.p95",
    metric: "latency",
    ko: "응답시간 p95",
    en: "Response time p95",
    unitKo: "µs",
    unitEn: "µs",
    change: "ratio",
    moreKo: "깁니다",
    lessKo: "짧습니다",
    moreEn: "longer",
    lessEn: "shorter",
    of: (summary) => summary.p95Us,
    shown: (format, value) => format.latency(value),
  },
];
