/** A box over the scatter's plot, in shares of its width and height from the top left. */
export interface PlotBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));

/** Steps of the keyboard: twentieths of the plot. */
const STEP = 0.05;
const START: PlotBox = { x0: 0.75, y0: 0, x1: 1, y1: 0.5 };

export const boxMath = {
  /** The box between two corners in any order. */
  between(a: { x: number; y: number }, b: { x: number; y: number }): PlotBox {
    return {
      x0: clamp(Math.min(a.x, b.x)),
      y0: clamp(Math.min(a.y, b.y)),
      x1: clamp(Math.max(a.x, b.x)),
      y1: clamp(Math.max(a.y, b.y)),
    };
  },
  /** The box after an arrow key: moved, or with Shift resized at its right and upper edges. The first key makes one. */
  afterKey(box: PlotBox | null, key: string, resize: boolean): PlotBox | null {
    const dx = key === "ArrowLeft" ? -STEP : key === "ArrowRight" ? STEP : 0;
    const dy = key === "ArrowUp" ? -STEP : key === "ArrowDown" ? STEP : 0;
    if (dx === 0 && dy === 0) {
      return box;
    }
    if (box === null) {
      return START;
    }
    if (resize) {
      return {
        ...box,
        x1: Math.max(box.x0 + STEP, clamp(box.x1 + dx)),
        y0: Math.min(box.y1 - STEP, clamp(box.y0 + dy)),
      };
    }
    const moveX = Math.max(-box.x0, Math.min(1 - box.x1, dx));
    const moveY = Math.max(-box.y0, Math.min(1 - box.y1, dy));
    return { x0: box.x0 + moveX, x1: box.x1 + moveX, y0: box.y0 + moveY, y1: box.y1 + moveY };
  },
};
