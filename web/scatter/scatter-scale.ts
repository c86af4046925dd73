/** The vertical axis of the scatter: durations to a share of the height, logarithmic or linear, and back. */
export type ScaleKind = "log" | "linear";

/** Nothing faster is told apart on the logarithmic axis. */
const LOWEST_US = 1000;
/** Tops an axis may have: it jumps seldom, and its labels are round. */
const TOPS_US = [1e5, 1e6, 3e6, 1e7, 3e7, 1e8, 1e9];
const LOG_TICKS_US = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

export interface ScatterScale {
  readonly kind: ScaleKind;
  readonly topUs: number;
  /** 0 at the bottom, 1 at the top; what lies above the top is drawn on it. */
  toShare(us: number): number;
  toUs(share: number): number;
  readonly ticksUs: readonly number[];
}

export function scatterScale(kind: ScaleKind, highestUs: number): ScatterScale {
  const wanted = kind === "log" ? Math.max(highestUs, 1e6) : highestUs;
  const topUs = TOPS_US.find((top) => wanted <= top) ?? 1e9;
  if (kind === "linear") {
    return {
      kind,
      topUs,
      toShare: (us) => Math.max(0, Math.min(1, us / topUs)),
      toUs: (share) => share * topUs,
      ticksUs: [0.25, 0.5, 0.75, 1].map((share) => share * topUs),
    };
  }
  const span = Math.log(topUs / LOWEST_US);
  return {
    kind,
    topUs,
    toShare: (us) => Math.max(0, Math.min(1, Math.log(Math.max(us, LOWEST_US) / LOWEST_US) / span)),
    // The lowest line also holds all that is faster, so a box that touches it reaches down to 0.
    toUs: (share) => (share <= 0 ? 0 : LOWEST_US * Math.exp(share * span)),
    ticksUs: LOG_TICKS_US.filter((us) => us <= topUs),
  };
}
