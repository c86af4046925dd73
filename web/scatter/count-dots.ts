import { DotRing } from "./dot-ring.ts";

/** Part of the scatter: times and durations, both ends included. */
export interface DotBox {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minUs: number;
  readonly maxUs: number;
}

/** How many dots lie in a box, and how many of them failed. */
export function countDots(
  ring: DotRing,
  box: DotBox,
  was: string | null,
): { readonly all: number; readonly failed: number } {
  const wanted = was === null ? null : ring.wasIndex(was);
  let all = 0;
  let failed = 0;
  for (let n = ring.oldest; n < ring.added; n++) {
    const slot = ring.slot(n);
    const startMs = ring.startMs[slot] ?? 0;
    const us = ring.durationUs[slot] ?? 0;
    const inside = startMs >= box.fromMs && startMs <= box.toMs && us >= box.minUs && us <= box.maxUs;
    if (inside && (wanted === null || ring.was[slot] === wanted)) {
      all++;
      failed += DotRing.failed(ring.status[slot] ?? 0) ? 1 : 0;
    }
  }
  return { all, failed };
}
