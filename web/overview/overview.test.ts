import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiPoint } from "../../sidecar/http/api-types.ts";
import { groupPoints } from "./group-points.ts";
import { newestRate } from "./newest-rate.ts";

function point(startMs: number, part: Partial<ApiPoint> = {}): ApiPoint {
  return {
    startMs,
    widthMs: 2000,
    count: 10,
    errors: 0,
    p50Us: 10,
    p95Us: 100,
    p99Us: 200,
    users: { address: 3, session: 4, cookie: 5 },
    cpu: 0.5,
    heapUsedBytes: 100,
    heapMaxBytes: 200,
    ...part,
  };
}

describe("points of a chart", () => {
  it("keep their counts when put together, and never invent users or values", () => {
    const points = Array.from({ length: 150 }, (_, index) =>
      point(index * 2000, { count: index, p95Us: index % 2 === 0 ? null : 100, cpu: null, errors: 1 }),
    );
    const grouped = groupPoints(points, 40);
    assert.ok(grouped.length <= 41);
    const total = (all: readonly ApiPoint[]): number => all.reduce((sum, one) => sum + one.count, 0);
    assert.equal(total(grouped), total(points));
    assert.ok(grouped.every((one) => one.users.session === 4 && one.cpu === null && one.p95Us === 100));
  });

  it("are left alone when there are few", () => {
    const points = [point(0), point(2000)];
    assert.equal(groupPoints(points, 40), points);
  });

  it("stand in the same groups as the chart flows on", () => {
    const points = Array.from({ length: 30 }, (_, index) => point(index * 2000));
    const before = groupPoints(points.slice(0, 28), 10).map((one) => one.startMs);
    const after = groupPoints(points.slice(2), 10).map((one) => one.startMs);
    assert.deepEqual(after.slice(1, 8), before.slice(1).slice(0, 7));
  });
});

describe("the newest figures", () => {
  it("count errors by the minute and take the middle of the last p95s", () => {
    const points = Array.from({ length: 60 }, (_, index) =>
      point(index * 2000, { errors: index === 40 ? 3 : 0, p95Us: index === 59 ? 9_000_000 : 100 }),
    );
    assert.deepEqual(newestRate(points), { perSecond: 5, errorsPerMinute: 3, errorShare: 0.01, p95Us: 100 });
  });

  it("are none of an empty range, and no share of no requests", () => {
    assert.equal(newestRate([]), null);
    assert.equal(newestRate([point(0, { count: 0, p95Us: null })])?.errorShare, 0);
    assert.equal(newestRate([point(0, { count: 0, p95Us: null })])?.p95Us, null);
  });
});
