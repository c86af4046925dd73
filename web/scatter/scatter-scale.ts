import { niceCeiling } from "../format/nice-ceiling.ts";

/** The vertical axis of the scatter: durations to a share of the height, logarithmic or linear, and back. */
export type ScaleKind = "log" | "linear";

/** Nothing faster is told apart on the logarithmic axis. */
const LOWEST_US = 1000;
/** A quiet application is not magnified until its noise fills the plot. */
const LINEAR_TOP_MIN_US = 1e5;
const LOG_TOP_MIN_US = 1e6;
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
  if (kind === "linear") {
    const topUs = niceCeiling(Math.max(highestUs, LINEAR_TOP_MIN_US));
    const lines = String(topUs).startsWith("5") || String(topUs).startsWith("25") ? 5 : 4;
    return {
      kind,
      topUs,
      toShare: (us) => Math.max(0, Math.min(1, us / topUs)),
      toUs: (share) => share * topUs,
      ticksUs: Array.from({ length: lines }, (_, index) => ((index + 1) / lines) * topUs),
    };
  }
  const topUs = LOG_TICKS_US.find((top) => Math.max(highestUs, LOG_TOP_MIN_US) <= top) ?? 1e9;
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
