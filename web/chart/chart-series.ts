/** One line of a chart. `tone` names a colour of the theme; the dash tells lines apart without colour. */
export interface ChartSeries {
  readonly label: string;
  readonly tone: string;
  readonly dash?: readonly number[];
  readonly width?: number;
  readonly fill?: boolean;
  readonly points: readonly (readonly [number, number | null])[];
}

interface XY {
  readonly x: number;
  readonly y: number | null;
}

/** Points for Chart.js, with a break wherever more than two and a half steps are missing: a gap is not a straight line. */
export function chartSeries(points: ChartSeries["points"]): XY[] {
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) {
    step = Math.min(step, (points[i]?.[0] ?? 0) - (points[i - 1]?.[0] ?? 0));
  }
  const out: XY[] = [];
  let before: number | null = null;
  for (const [x, y] of points) {
    if (before !== null && x - before > step * 2.5) {
      out.push({ x: before + step, y: null });
    }
    out.push({ x, y });
    before = x;
  }
  return out;
}
