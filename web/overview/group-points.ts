import type { ApiPoint, UserKey } from "../../sidecar/http/api-types.ts";

const KEYS: readonly UserKey[] = ["address", "session", "cookie"];

/**
 * Neighbouring points put together until at most `countMax` are left, so that a chart has no more points than pixels.
 * Counts add up exactly; percentiles, CPU and heap are means (by count, by time); of users the most at one time stay,
 * because distinct users of two moments cannot be added.
 */
export function groupPoints(points: readonly ApiPoint[], countMax: number): readonly ApiPoint[] {
  const size = Math.ceil(points.length / countMax);
  if (size <= 1) {
    return points;
  }
  const groups = new Map<number, ApiPoint[]>();
  for (const point of points) {
    // By absolute time: the groups of a live chart do not change as it flows.
    const group = Math.floor(point.startMs / (point.widthMs * size));
    groups.set(group, [...(groups.get(group) ?? []), point]);
  }
  return [...groups.values()].map(together);
}

function together(points: readonly ApiPoint[]): ApiPoint {
  const first = points[0] as ApiPoint;
  const sum = (value: (point: ApiPoint) => number): number =>
    points.reduce((total, point) => total + value(point), 0);
  const users = Object.fromEntries(
    KEYS.map((key) => [key, Math.max(...points.map((point) => point.users[key]))]),
  );
  const byCount = (point: ApiPoint): number => point.count;
  return {
    startMs: first.startMs,
    widthMs: sum((point) => point.widthMs),
    count: sum(byCount),
    errors: sum((point) => point.errors),
    p50Us: mean(points, (point) => point.p50Us, byCount),
    p95Us: mean(points, (point) => point.p95Us, byCount),
    p99Us: mean(points, (point) => point.p99Us, byCount),
    users: users as ApiPoint["users"],
    cpu: mean(points, (point) => point.cpu),
    heapUsedBytes: mean(points, (point) => point.heapUsedBytes),
    heapMaxBytes: mean(points, (point) => point.heapMaxBytes),
  };
}

function mean(
  points: readonly ApiPoint[],
  value: (point: ApiPoint) => number | null,
  weight: (point: ApiPoint) => number = () => 1,
): number | null {
  let total = 0;
  let weights = 0;
  for (const point of points) {
    const one = value(point);
    if (one !== null) {
      total += one * weight(point);
      weights += weight(point);
    }
  }
  return weights === 0 ? null : total / weights;
}
