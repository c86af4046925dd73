/**
 * From an understood question to a plan: resolves the time words to instants in the site's zone and names the reads. Pure.
 * Windows end on the last closed 2 s bucket, or where the page's range ends when the page looks at the past.
 */
import type { TimeRange } from "./assist-sources.ts";
import type { Plan, PlanStep } from "./plan.ts";
import type { SiteTime } from "./site-time.ts";
import type { Understanding } from "./understanding.ts";

export interface PlanInput {
  readonly understood: Understanding;
  readonly nowMs: number;
  readonly site: SiteTime;
  /** The server the question names; null for all. */
  readonly was: string | null;
  /** Range the page shows; null on a terminal. */
  readonly page: TimeRange | null;
}

const BUCKET_MS = 2_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A page whose range ends closer to now than this shows "now". */
const LIVE_MS = 30_000;
/** Users within five minutes are "at the same time": the page's meaning of concurrent users. */
const CONCURRENT_MS = 5 * MINUTE_MS;
/** One question reads at most a day at once: bounds the work of an answer. */
const WINDOW_MAX_MS = DAY_MS;
const WINDOW_MIN_MS = 10_000;
/** Yesterday is kept by the minute, weeks by five minutes: windows that are compared begin and end with those. */
const DAILY_ALIGN_MS = MINUTE_MS;
const WEEKLY_ALIGN_MS = 5 * MINUTE_MS;
/** Earlier windows that make the normal band: seven days, or four weeks for a weekly comparison. */
const DAILY_HISTORY = 7;
const WEEKLY_HISTORY = 4;
const LONG_SESSION_MS = HOUR_MS;
const SESSIONS_READ_MAX = 500;
const ROWS_DEFAULT = 5;
const ROWS_MAX = 50;

export function makePlan(input: PlanInput): Plan {
  const plan = planOf(input);
  const { was } = input;
  if (was === null) {
    return plan;
  }
  const steps = plan.steps.map((step) =>
    "range" in step ? { ...step, range: { ...step.range, was } } : step,
  );
  return { ...plan, was, steps } as Plan;
}

function planOf(input: PlanInput): Plan {
  const { understood } = input;
  const base = {
    intent: understood.intent,
    was: null,
    baseline: null,
    history: [],
    thresholdMs: null,
    limit: Math.min(ROWS_MAX, understood.limit ?? ROWS_DEFAULT),
  };
  switch (understood.intent) {
    case "compare":
      return comparePlan(input, base);
    case "status":
    case "users-now": {
      const window = windowOf(input, CONCURRENT_MS);
      const now = { id: "now", tool: "series", range: onePoint(window) } as const;
      const first = { id: "first", tool: "first-stored" } as const;
      const steps: PlanStep[] = isLive(input, window)
        ? [now, first, { id: "servers", tool: "servers" }, { id: "grid", tool: "grid" }]
        : [now, first];
      return { ...base, window, steps };
    }
    case "slow": {
      const window = windowOf(input, input.page ? input.page.toMs - input.page.fromMs : 15 * MINUTE_MS);
      const steps: PlanStep[] = [
        { id: "endpoints", tool: "endpoints", range: window, limit: ROWS_MAX },
        { id: "transactions", tool: "transactions", range: window, limit: base.limit },
        { id: "first", tool: "first-stored" },
      ];
      return { ...base, window, thresholdMs: understood.thresholdMs, steps };
    }
    case "failover": {
      const window = windowOf(input, understood.time.justNow ? 15 * MINUTE_MS : DAY_MS);
      return { ...base, window, steps: [{ id: "grid", tool: "grid" }] };
    }
    case "long-sessions": {
      const window = { fromMs: input.nowMs, toMs: input.nowMs };
      return {
        ...base,
        limit: Math.min(ROWS_MAX, understood.limit ?? 20),
        window,
        thresholdMs: understood.thresholdMs ?? LONG_SESSION_MS,
        steps: [{ id: "sessions", tool: "sessions", limit: SESSIONS_READ_MAX }],
      };
    }
    case "help":
    case "unsupported":
    case "unknown":
      return { ...base, window: { fromMs: input.nowMs, toMs: input.nowMs }, steps: [] };
  }
}

type PlanBase = Pick<Plan, "intent" | "was" | "baseline" | "history" | "thresholdMs" | "limit">;

function comparePlan(input: PlanInput, base: PlanBase): Plan {
  const { understood, site } = input;
  const window = compareWindow(input);
  const daysBack = understood.time.daysBack;
  if (daysBack === null) {
    return { ...base, window, steps: [] };
  }
  const baseline = { ...shifted(site, window, daysBack), daysBack };
  const weekly = daysBack % 7 === 0;
  const history = Array.from({ length: weekly ? WEEKLY_HISTORY : DAILY_HISTORY }, (_, index) => ({
    ...shifted(site, window, (index + 1) * (weekly ? 7 : 1)),
    stepId: `history.${index + 1}`,
  }));
  const widthMs = Math.min(CONCURRENT_MS, window.toMs - window.fromMs);
  const steps: PlanStep[] = [
    { id: "first", tool: "first-stored" },
    { id: "now.points", tool: "series", range: { ...window, widthMs } },
    { id: "then.points", tool: "series", range: { fromMs: baseline.fromMs, toMs: baseline.toMs, widthMs } },
    { id: "now", tool: "series", range: onePoint(window) },
    { id: "then", tool: "series", range: onePoint(baseline) },
    ...history.map(
      ({ stepId, fromMs, toMs }): PlanStep => ({
        id: stepId,
        tool: "series",
        range: { fromMs, toMs, widthMs },
      }),
    ),
  ];
  return { ...base, window, baseline, history, steps };
}

/** Same clock time: the last hour. "오늘 … 어제": the day so far. */
function compareWindow(input: PlanInput): TimeRange {
  const { time } = input.understood;
  const wholeDay = time.today && !time.sameTime && time.widthMs === null;
  const toMs = anchor(input);
  const alignMs = (time.daysBack ?? 1) % 7 === 0 ? WEEKLY_ALIGN_MS : DAILY_ALIGN_MS;
  if (time.screen && input.page) {
    return bounded(input.page.fromMs, input.page.toMs, alignMs);
  }
  if (wholeDay) {
    return bounded(input.site.startOfDay(toMs - 1), toMs, alignMs);
  }
  return bounded(toMs - (time.widthMs ?? HOUR_MS), toMs, alignMs);
}

/** The window of a question about one range. */
function windowOf(input: PlanInput, defaultMs: number): TimeRange {
  const { time } = input.understood;
  const toMs = anchor(input);
  if (time.screen && input.page) {
    return bounded(input.page.fromMs, input.page.toMs);
  }
  const daysBack = time.daysBack;
  if (daysBack !== null) {
    if (time.sameTime || time.widthMs !== null) {
      const window = bounded(toMs - (time.widthMs ?? HOUR_MS), toMs, DAILY_ALIGN_MS);
      return shifted(input.site, window, daysBack);
    }
    const dayStart = input.site.daysBack(input.site.startOfDay(toMs - 1), daysBack);
    return { fromMs: dayStart, toMs: input.site.daysBack(dayStart, -1) };
  }
  if (time.widthMs !== null) {
    return bounded(toMs - time.widthMs, toMs);
  }
  if (time.today) {
    return bounded(input.site.startOfDay(toMs - 1), toMs);
  }
  return bounded(toMs - defaultMs, toMs);
}

function anchor({ page, nowMs }: PlanInput): number {
  const closed = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS;
  const past = page !== null && page.toMs < nowMs - LIVE_MS;
  return past ? Math.floor(page.toMs / BUCKET_MS) * BUCKET_MS : closed;
}

function isLive({ nowMs }: PlanInput, window: TimeRange): boolean {
  return window.toMs >= nowMs - LIVE_MS;
}

function bounded(fromMs: number, toMs: number, alignMs: number = BUCKET_MS): TimeRange {
  const end = Math.floor(toMs / alignMs) * alignMs;
  const from = Math.floor(fromMs / alignMs) * alignMs;
  const least = Math.max(WINDOW_MIN_MS, alignMs);
  return { fromMs: Math.max(end - WINDOW_MAX_MS, Math.min(end - least, from)), toMs: end };
}

function shifted(site: SiteTime, window: TimeRange, days: number): TimeRange {
  const fromMs = site.daysBack(window.fromMs, days);
  // The same length even where a summer-time change lies inside: rates and counts stay comparable.
  return { fromMs, toMs: fromMs + (window.toMs - window.fromMs) };
}

function onePoint({ fromMs, toMs }: TimeRange): { fromMs: number; toMs: number; widthMs: number } {
  return { fromMs, toMs, widthMs: toMs - fromMs };
}
