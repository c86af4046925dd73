type Points = readonly (readonly [number, number | null])[];

/** Leaves out zeros that stand beside zeros: a healthy server draws no red line along the axis. The last one stays, for the legend. */
export function quietZeros(points: Points): Points {
  return points.map(([at, value], index) => {
    const alone = (points[index - 1]?.[1] ?? 0) === 0 && (points[index + 1]?.[1] ?? 0) === 0;
    return value === 0 && alone && index < points.length - 1 ? [at, null] : [at, value];
  });
}
