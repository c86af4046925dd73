/** Microseconds as an operator reads them: "830 µs", "4.2 ms", "123 ms", "1.24 s", "2 m 05 s". "–" when not known. */
export function formatDuration(us: number | null | undefined): string {
  if (us === null || us === undefined || !Number.isFinite(us)) {
    return "–";
  }
  if (us < 1000) {
    return `${Math.round(us)}\u00a0µs`;
  }
  const ms = us / 1000;
  if (ms < 999.5) {
    return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)}\u00a0ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 59.95) {
    return `${seconds < 9.995 ? seconds.toFixed(2) : seconds.toFixed(1)}\u00a0s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}\u00a0m\u00a0${String(whole % 60).padStart(2, "0")}\u00a0s`;
}
