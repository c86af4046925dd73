/**
 * One window of time as the figures a comparison needs, from its points and from the one point that merges them all. Each
 * figure has its standard error in its own unit, 0 where it is exact, and is null where it is not known.
 */

/** A point as the store gives it; only covered time counts. */
export interface WindowPoint {
  readonly count: number;
  readonly errors: number;
  readonly p95Us: number | null;
  readonly users: { readonly count: number; readonly error: number };
  readonly cpu: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapMaxBytes: number | null;
  readonly coveredMs: number;
}

export interface Estimate {
  readonly value: number;
  readonly error: number;
}

export interface WindowSummary {
  /** Mean and highest number of users at the same time: distinct users of one point. */
  readonly users: Estimate | null;
  readonly usersPeak: number | null;
  /** Relative error of the users' sketch. */
  readonly usersError: number;
  /** Transactions per second of covered time. */
  readonly rate: Estimate | null;
  readonly cpu: Estimate | null;
  readonly memory: Estimate | null;
  /** Null also when too few transactions stand behind it. */
  readonly p95Us: Estimate | null;
  readonly errorShare: Estimate | null;
  readonly count: number;
  /** Covered part of the window, 0..1. */
  readonly coverage: number;
}

/** A 95th percentile of fewer transactions is one or two transactions. */
const P95_SAMPLES_MIN = 40;
/** Relative accuracy of the latency sketch, and of a percentile of a few hundred samples, together. */
const P95_ERROR = 0.02;
/** Points with less than this part of the widest coverage would distort a mean of distinct users. */
const POINT_COVERAGE_MIN = 0.5;

export function summariseWindow(
  points: readonly WindowPoint[],
  merged: WindowPoint | null,
  widthMs: number,
): WindowSummary {
  const widest = Math.max(0, ...points.map(({ coveredMs }) => coveredMs));
  const covered = points.filter(({ coveredMs }) => coveredMs > 0 && coveredMs >= POINT_COVERAGE_MIN * widest);
  const coveredMs = points.reduce((sum, point) => sum + point.coveredMs, 0);
  const seconds = coveredMs / 1000;
  const count = points.reduce((sum, point) => sum + point.count, 0);
  const errors = points.reduce((sum, point) => sum + point.errors, 0);
  const usersError = Math.max(0, ...covered.map(({ users }) => users.error));
  const users = mean(covered.map((point) => point.users.count));
  const heap =
    merged?.heapUsedBytes && merged.heapMaxBytes ? merged.heapUsedBytes / merged.heapMaxBytes : null;
  return {
    users: users === null ? null : { value: users.value, error: users.value * usersError },
    usersPeak: covered.length === 0 ? null : Math.max(...covered.map((point) => point.users.count)),
    usersError,
    // A Poisson count: its standard error is its root.
    rate: seconds === 0 ? null : { value: count / seconds, error: Math.sqrt(count) / seconds },
    cpu: mean(covered.map(({ cpu }) => cpu)),
    memory: heap === null ? null : { value: heap, error: 0 },
    p95Us:
      merged?.p95Us == null || merged.count < P95_SAMPLES_MIN
        ? null
        : { value: merged.p95Us, error: P95_ERROR * merged.p95Us },
    errorShare: count === 0 ? null : { value: errors / count, error: Math.sqrt(Math.max(errors, 1)) / count },
    count,
    coverage: Math.min(1, coveredMs / widthMs),
  };
}

function mean(values: readonly (number | null)[]): Estimate | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) {
    return null;
  }
  const value = known.reduce((sum, each) => sum + each, 0) / known.length;
  const variance = known.reduce((sum, each) => sum + (each - value) ** 2, 0) / Math.max(1, known.length - 1);
  return { value, error: Math.sqrt(variance / known.length) };
}
