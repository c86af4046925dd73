/** Where nine tenths of the values of a range lie: the quiet band behind a sparkline. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Below this many points a band says nothing about what is usual. */
const POINTS_MIN = 20;

/** The 5th to 95th percentile of the known values; null when there are too few. */
export function percentileBand(values: readonly (number | null)[]): Band | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < POINTS_MIN) {
    return null;
  }
  const at = (share: number): number => known[Math.round(share * (known.length - 1))] as number;
  return { low: at(0.05), high: at(0.95) };
}
