/** Index of the point nearest to a moment, in points sorted by time; -1 when there are none. */
export function nearestIndex(points: readonly (readonly [number, unknown])[], atMs: number): number {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) <= atMs) {
      low = middle;
    } else {
      high = middle;
    }
  }
  if (high < 0) {
    return -1;
  }
  const toLow = Math.abs((points[low]?.[0] ?? 0) - atMs);
  const toHigh = Math.abs((points[high]?.[0] ?? 0) - atMs);
  return toHigh < toLow ? high : low;
}
