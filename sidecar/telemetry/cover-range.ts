import { rollupTiers } from "./rollup-tiers.ts";

/** A stretch of time to be read from the tier of this width. */
export interface TierStretch {
  readonly widthMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Windows of a tier that may not be read, because a finer one has news for them: their starts. */
export type StaleWindows = (widthMs: number) => Iterable<number>;

/**
 * Which tier to read each part of [fromMs, toMs) from: the coarsest whose windows lie wholly inside and are up to date,
 * finer ones at the edges and where a coarse window is stale. Windows are at most `widestMs` wide, and never wider than
 * what divides it, so that they fall into points of that width. Every moment is covered once. Pure.
 */
export function coverRange(
  fromMs: number,
  toMs: number,
  stale: StaleWindows,
  widestMs = Number.MAX_SAFE_INTEGER,
): TierStretch[] {
  const usable = rollupTiers.filter(({ widthMs }) => widthMs <= widestMs);
  return cover(fromMs, toMs, Math.max(0, usable.length - 1), stale);
}

function cover(fromMs: number, toMs: number, tier: number, stale: StaleWindows): TierStretch[] {
  const widthMs = rollupTiers[tier]?.widthMs as number;
  if (fromMs >= toMs) {
    return [];
  }
  if (tier === 0) {
    return [{ widthMs, fromMs, toMs }];
  }
  const first = Math.ceil(fromMs / widthMs) * widthMs;
  const end = Math.floor(toMs / widthMs) * widthMs;
  if (first >= end) {
    return cover(fromMs, toMs, tier - 1, stale);
  }
  const stretches = cover(fromMs, first, tier - 1, stale);
  let at = first;
  const holes = [...stale(widthMs)].filter((start) => start >= first && start < end).sort((a, b) => a - b);
  for (const hole of holes) {
    if (hole > at) {
      stretches.push({ widthMs, fromMs: at, toMs: hole });
    }
    stretches.push(...cover(hole, hole + widthMs, tier - 1, stale));
    at = hole + widthMs;
  }
  if (at < end) {
    stretches.push({ widthMs, fromMs: at, toMs: end });
  }
  stretches.push(...cover(end, toMs, tier - 1, stale));
  return stretches;
}
