import type { PlotBox } from "./box-math.ts";
import type { DotBox } from "./count-dots.ts";
import type { ScatterScale } from "./scatter-scale.ts";

/** What a box on the plot means in time and duration. A box that touches the top also takes what lies above it. */
export function boxDots(
  box: PlotBox,
  window: { readonly fromMs: number; readonly toMs: number },
  scale: ScatterScale,
): DotBox {
  const span = window.toMs - window.fromMs;
  return {
    fromMs: Math.floor(window.fromMs + box.x0 * span),
    toMs: Math.ceil(window.fromMs + box.x1 * span),
    minUs: box.y1 >= 1 ? 0 : Math.floor(scale.toUs(1 - box.y1)),
    maxUs: box.y0 <= 0 ? Number.MAX_SAFE_INTEGER : Math.ceil(scale.toUs(1 - box.y0)),
  };
}
