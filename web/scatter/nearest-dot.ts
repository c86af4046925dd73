import type { Dot, DotRing } from "./dot-ring.ts";
import type { ScatterScale } from "./scatter-scale.ts";

/** How far a dot may be from the pointer and still be meant, CSS pixels. */
const REACH_PX = 7;

interface Aim {
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly scale: ScatterScale;
  readonly plot: { readonly width: number; readonly height: number };
  /** Pointer, from the plot's top left corner. */
  readonly x: number;
  readonly y: number;
  readonly was: string | null;
}

/** The dot under the pointer; a failed one wins against others as near, as it is drawn on top. Null when none is near. */
export function nearestDot(ring: DotRing, aim: Aim): Dot | null {
  const msPerPx = (aim.window.toMs - aim.window.fromMs) / aim.plot.width;
  const atMs = aim.window.fromMs + aim.x * msPerPx;
  const wanted = aim.was === null ? null : ring.wasIndex(aim.was);
  let best = -1;
  let bestDistance = REACH_PX * REACH_PX;
  for (let n = ring.oldest; n < ring.added; n++) {
    const slot = ring.slot(n);
    const dx = ((ring.startMs[slot] ?? 0) - atMs) / msPerPx;
    if (Math.abs(dx) > REACH_PX || (wanted !== null && ring.was[slot] !== wanted)) {
      continue;
    }
    const dy = (1 - aim.scale.toShare(ring.durationUs[slot] ?? 0)) * aim.plot.height - aim.y;
    const failed = ring.at(n).failed;
    const distance = dx * dx + dy * dy - (failed ? 4 : 0);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = n;
    }
  }
  return best < 0 ? null : ring.at(best);
}
