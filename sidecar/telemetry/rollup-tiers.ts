/**
 * Widths in which rollups are kept, finest first, and how long each is. A coarser width is a multiple of the finer one.
 * The finest feeds the live view; a minute is enough for "yesterday at this time"; an hour for a quarter's trend.
 */
export const rollupTiers: readonly RollupTier[] = [
  { widthMs: 2_000, keepMs: 12 * 3_600_000, settleMs: 0 },
  { widthMs: 60_000, keepMs: 15 * 86_400_000, settleMs: 3_000 },
  { widthMs: 300_000, keepMs: 100 * 86_400_000, settleMs: 6_000 },
  { widthMs: 3_600_000, keepMs: 800 * 86_400_000, settleMs: 9_000 },
];

export interface RollupTier {
  readonly widthMs: number;
  /** Age at which rollups of this width are deleted. */
  readonly keepMs: number;
  /** How long after its end a window waits for the finer ones before it is made. */
  readonly settleMs: number;
}
