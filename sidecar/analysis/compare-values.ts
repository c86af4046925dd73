/**
 * Two values of one figure side by side: difference, relative change and whether the difference is more than the error of
 * the two. A baseline of zero has no relative change; a difference within the error is "same", whatever its sign.
 */

export interface ComparedValue {
  readonly now: number;
  readonly then: number;
  readonly difference: number;
  /** (now - then) / then; null when then is zero. */
  readonly change: number | null;
  /** Half width of the 95 % interval of the difference, in the unit of the values; 0 when both are exact. */
  readonly bound: number;
  readonly direction: "up" | "down" | "same";
}

/** Two standard errors: 19 of 20 differences of equal values are smaller. */
const STANDARD_ERRORS = 2;

/** Errors are standard errors in the unit of the values. */
export function compareValues(
  now: number,
  then: number,
  nowError: number = 0,
  thenError: number = 0,
): ComparedValue {
  const difference = now - then;
  const bound = STANDARD_ERRORS * Math.hypot(nowError, thenError);
  const direction =
    difference === 0 || Math.abs(difference) <= bound ? "same" : difference > 0 ? "up" : "down";
  return { now, then, difference, change: then === 0 ? null : difference / then, bound, direction };
}
