const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 30].map((n) => n * DAY),
];

/** Round moments between two times, at most `countMax` of them, aligned to the clock on the wall (`offsetMs` ahead of UTC). */
export function timeTicks(
  window: { readonly fromMs: number; readonly toMs: number },
  countMax: number,
  offsetMs: number,
): { readonly stepMs: number; readonly ticks: readonly number[] } {
  const span = Math.max(1, window.toMs - window.fromMs);
  const stepMs = STEPS_MS.find((step) => span / step <= countMax) ?? Math.ceil(span / countMax / DAY) * DAY;
  const ticks: number[] = [];
  for (
    let at = Math.ceil((window.fromMs + offsetMs) / stepMs) * stepMs;
    at <= window.toMs + offsetMs;
    at += stepMs
  ) {
    ticks.push(at - offsetMs);
  }
  return { stepMs, ticks };
}
