import type { ApiOverview } from "../../sidecar/http/api-types.ts";

/** A point is whole once its agents have sent what they still held: their batches leave every 200 ms. */
const GRACE_MS = 1000;

/** An overview without the points that are still filling: half a point would look like a collapse. */
export function closedPoints(overview: ApiOverview, nowMs: number): ApiOverview {
  const closed = overview.points.filter((point) => point.startMs + point.widthMs <= nowMs - GRACE_MS);
  return closed.length === overview.points.length ? overview : { ...overview, points: closed };
}
