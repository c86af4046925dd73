import type { ApiPoint } from "../../sidecar/http/api-types.ts";

/** Rates and the response time of a range's last moments: figures to read, steadier than one point. */
export interface NewestRate {
  readonly perSecond: number;
  readonly errorsPerMinute: number;
  readonly errorShare: number;
  /** Median of the points of the last half minute: one slow request among few does not make it jump. */
  readonly p95Us: number | null;
}

/** Long enough to be steady, short enough to be now; errors are read by the minute. */
const RATE_MS = 10_000;
const ERRORS_MS = 60_000;
const P95_MS = 30_000;

/** Null when the range has no point. */
export function newestRate(points: readonly ApiPoint[]): NewestRate | null {
  const last = points.at(-1);
  if (!last) {
    return null;
  }
  const newest = (overMs: number): Sums =>
    sums(points, last.startMs + last.widthMs - Math.max(overMs, last.widthMs));
  const rate = newest(RATE_MS);
  const minute = newest(ERRORS_MS);
  return {
    perSecond: (rate.count / rate.ms) * 1000,
    errorsPerMinute: (minute.errors / minute.ms) * 60_000,
    errorShare: minute.count === 0 ? 0 : minute.errors / minute.count,
    p95Us: median(newest(P95_MS).p95Us),
  };
}

interface Sums {
  readonly ms: number;
  readonly count: number;
  readonly errors: number;
  readonly p95Us: readonly number[];
}

function sums(points: readonly ApiPoint[], fromMs: number): Sums {
  const newest = points.filter((point) => point.startMs >= fromMs);
  const add = (value: (point: ApiPoint) => number): number =>
    newest.reduce((sum, point) => sum + value(point), 0);
  return {
    ms: add((point) => point.widthMs),
    count: add((point) => point.count),
    errors: add((point) => point.errors),
    p95Us: newest.flatMap((point) => (point.p95Us === null ? [] : [point.p95Us])),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
