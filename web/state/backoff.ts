const FIRST_MS = 500;
/** A restarted sidecar is found again within this time; a dead one is not knocked at more often. */
const LONGEST_MS = 10_000;

/** How long to wait before the n-th try (from 0) to connect again; `random` in [0, 1) spreads many pages apart. */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}
