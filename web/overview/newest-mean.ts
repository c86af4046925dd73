import type { ApiPoint } from "../../sidecar/http/api-types.ts";

/** Requests and failures of the last moments of a range, as rates: the figure one reads, steadier than one point. */
export interface NewestRate {
  readonly perSecond: number;
  readonly errorsPerMinute: number;
  readonly errorShare: number;
}

/** Long enough to be steady, short enough to be now. */
const OVER_MS = 10_000;

/** Null when the range has no point. */
export function newestMean(points: readonly ApiPoint[]): NewestRate | null {
  const last = points.at(-1);
  if (!last) {
    return null;
  }
  const from = last.startMs + last.widthMs - Math.max(OVER_MS, last.widthMs);
  const newest = points.filter((point) => point.startMs >= from);
  const ms = newest.reduce((sum, point) => sum + point.widthMs, 0);
  const count = newest.reduce((sum, point) => sum + point.count, 0);
  const errors = newest.reduce((sum, point) => sum + point.errors, 0);
  return {
    perSecond: (count / ms) * 1000,
    errorsPerMinute: (errors / ms) * 60_000,
    errorShare: count === 0 ? 0 : errors / count,
  };
}
