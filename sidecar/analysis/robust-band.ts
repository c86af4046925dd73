/**
 * The normal band of a figure from a handful of earlier windows: median and median absolute deviation (scaled to a standard
 * deviation), with a floor on the spread so that a figure pinned at one value does not alarm for ever. Fewer than four
 * windows make no band: null.
 */

export interface Band {
  readonly centre: number;
  readonly spread: number;
  readonly low: number;
  readonly high: number;
  /** How many earlier windows it is made of. */
  readonly samples: number;
}

/** With three windows a median absolute deviation says nothing. */
const SAMPLES_MIN = 4;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const SCALE = 1.4826;
/** Spreads either side; about one normal window in 400 lies outside. */
const WIDTH = 3;
/** Least spread, as a part of the centre: day-to-day noise below this is never a deviation. */
const FLOOR = 0.05;

export function robustBand(values: readonly (number | null)[]): Band | null {
  const known = values.filter((value) => value !== null);
  if (known.length < SAMPLES_MIN) {
    return null;
  }
  const centre = median(known);
  const deviations = median(known.map((value) => Math.abs(value - centre)));
  const spread = Math.max(SCALE * deviations, FLOOR * Math.abs(centre));
  return {
    centre,
    spread,
    low: centre - WIDTH * spread,
    high: centre + WIDTH * spread,
    samples: known.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
