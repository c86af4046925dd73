import { rollupTiers } from "./rollup-tiers.ts";

/** A stretch of time to be read from the tier of this width. */
export interface TierStretch {
  readonly widthMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is known of the tiers. */
export interface TierState {
  /** Starts of windows that may not be read, because a finer tier has news for them. */
  readonly stale: (widthMs: number) => Iterable<number>;
  /** Windows that began before this have been deleted; 0 when none was. */
  readonly expiredMs: (widthMs: number) => number;
}

/**
 * Which tier to read each part of [fromMs, toMs) from: the coarsest whose windows lie wholly inside and are up to date,
 * finer ones at the edges and where a coarse window is stale. Where the finer tier has expired, the windows that *begin*
 * inside stand for the edge: as long as asked, shifted by less than one window. Windows are at most `widestMs` wide.
 * Every moment is covered once. Pure.
 */
export function coverRange(
  fromMs: number,
  toMs: number,
  state: TierState,
  widestMs = Number.MAX_SAFE_INTEGER,
): TierStretch[] {
  const usable = rollupTiers.filter(({ widthMs }) => widthMs <= widestMs);
  return cover(fromMs, toMs, Math.max(0, usable.length - 1), state);
}

function cover(fromMs: number, toMs: number, tier: number, state: TierState): TierStretch[] {
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
    return finer(fromMs, toMs, tier, state);
  }
  const stretches = finer(fromMs, first, tier, state);
  let at = first;
  const holes = [...state.stale(widthMs)]
    .filter((start) => start >= first && start < end)
    .sort((a, b) => a - b);
  for (const hole of holes) {
    if (hole > at) {
      stretches.push({ widthMs, fromMs: at, toMs: hole });
    }
    stretches.push(...cover(hole, hole + widthMs, tier - 1, state));
    at = hole + widthMs;
  }
  if (at < end) {
    stretches.push({ widthMs, fromMs: at, toMs: end });
  }
  stretches.push(...finer(end, toMs, tier, state));
  return stretches;
}

/** An edge of tier `tier`, from the finer tiers while they have it. */
function finer(fromMs: number, toMs: number, tier: number, state: TierState): TierStretch[] {
  if (fromMs >= toMs) {
    return [];
  }
  const { widthMs } = rollupTiers[tier] as { widthMs: number };
  const { widthMs: finerMs } = rollupTiers[tier - 1] as { widthMs: number };
  return state.expiredMs(finerMs) < toMs ? cover(fromMs, toMs, tier - 1, state) : [{ widthMs, fromMs, toMs }];
}
