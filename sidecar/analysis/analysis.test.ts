import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { assessHealth, type HealthInput } from "./assess-health.ts";
import { compareValues } from "./compare-values.ts";
import { findLongSessions } from "./find-long-sessions.ts";
import { robustBand } from "./robust-band.ts";
import { summariseWindow, type WindowPoint } from "./summarise-window.ts";

const value = fc.double({ min: 0, max: 1e9, noNaN: true });

describe("compareValues", () => {
  it("is antisymmetric and has no percentage of zero", () => {
    fc.assert(
      fc.property(value, value, value, value, (now, then, nowError, thenError) => {
        const ahead = compareValues(now, then, nowError, thenError);
        const back = compareValues(then, now, thenError, nowError);
        assert.ok(ahead.difference === -back.difference);
        const opposite = { up: "down", down: "up", same: "same" } as const;
        assert.equal(ahead.direction, opposite[back.direction]);
        assert.equal(ahead.change === null, then === 0);
      }),
    );
  });

  it("calls a difference within the error none", () => {
    // Two sketches of 0.81 %: 95 % of differences of equal counts are below 2.3 %.
    assert.equal(compareValues(1_020, 1_000, 8.3, 8.1).direction, "same");
    assert.equal(compareValues(1_030, 1_000, 8.3, 8.1).direction, "up");
    assert.equal(compareValues(5, 5).direction, "same");
  });
});

describe("robustBand", () => {
  it("needs four windows and forgives one outlier", () => {
    assert.equal(robustBand([1, 2, 3, null, null]), null);
    const band = robustBand([100, 102, 98, 101, 5_000]);
    assert.ok(band && band.high < 200 && band.low > 0);
  });

  it("keeps a spread where a figure never moves", () => {
    const band = robustBand([100, 100, 100, 100]);
    assert.deepEqual([band?.low, band?.high], [85, 115]);
  });
});

describe("summariseWindow", () => {
  const point = (parts: Partial<WindowPoint>): WindowPoint => ({
    count: 600,
    errors: 6,
    p95Us: 80_000,
    users: { count: 100, error: 0.0081 },
    cpu: 0.4,
    heapUsedBytes: 5e8,
    heapMaxBytes: 1e9,
    coveredMs: 300_000,
    ...parts,
  });

  it("divides by the time that is recorded, not by the clock", () => {
    const half = summariseWindow(
      [point({}), point({ count: 0, errors: 0, coveredMs: 0 })],
      point({}),
      600_000,
    );
    assert.equal(half.rate?.value, 2);
    assert.equal(half.coverage, 0.5);
    assert.equal(half.users?.value, 100);
    assert.equal(half.errorShare?.value, 0.01);
    assert.equal(half.memory?.value, 0.5);
  });

  it("knows nothing of an empty window", () => {
    const none = summariseWindow([], null, 600_000);
    assert.deepEqual(
      [none.users, none.rate, none.cpu, none.memory, none.p95Us, none.errorShare, none.coverage],
      [null, null, null, null, null, null, 0],
    );
  });

  it("withholds a percentile of a handful of transactions", () => {
    assert.equal(summariseWindow([point({ count: 12 })], point({ count: 12 }), 300_000).p95Us, null);
  });
});

describe("findLongSessions", () => {
  const session = (key: string, ageMs: number, parts = {}) => ({
    key,
    user: "",
    address: "10.0.0.1",
    createdMs: 10_000_000 - ageMs,
    lastAccessMs: 10_000_000 - ageMs / 2,
    writes: 1,
    ...parts,
  });

  it("sorts by age, marks the idle and groups addresses and users", () => {
    const sessions = [
      session("a", 4_000_000, { user: "kim" }),
      session("b", 9_000_000, { user: "kim" }),
      session("c", 100_000, { address: "10.0.0.2" }),
      session("d", -5_000, { lastAccessMs: 10_000_000 }),
    ];
    const found = findLongSessions(sessions, 10_000_000, 3_600_000);
    assert.deepEqual(
      found.long.map(({ session: { key } }) => key),
      ["b", "a"],
    );
    assert.deepEqual(
      found.idle.map(({ session: { key } }) => key),
      ["b", "a"],
    );
    assert.equal(found.all.at(-1)?.ageMs, 0);
    assert.deepEqual(found.byAddress, [{ name: "10.0.0.1", count: 3, keys: ["a", "b", "d"] }]);
    assert.deepEqual(found.byUser, [{ name: "kim", count: 2, keys: ["a", "b"] }]);
  });

  it("marks a session that changes far more than the others", () => {
    const sessions = Array.from({ length: 9 }, (_, index) =>
      session(String(index), 3_600_000, { writes: index === 4 ? 4_000 : 20 }),
    );
    const busy = findLongSessions(sessions, 10_000_000, 0).all.filter((aged) => aged.busy);
    assert.deepEqual(
      busy.map(({ session: { key } }) => key),
      ["4"],
    );
  });
});

describe("assessHealth", () => {
  const server: HealthInput["servers"][number] = {
    was: "shop-1",
    state: "up",
    sessionMode: "clustered",
    cpu: 0.4,
    heapUsedAfterGcBytes: 4e8,
    heapMaxBytes: 1e9,
    gcShare: 0.01,
    stuck: 0,
  };
  const input: HealthInput = { servers: [server], count: 1_000, errors: 0, grid: "clustered" };

  it("is calm when nothing stands out and silent where nothing is known", () => {
    assert.deepEqual(assessHealth(input), { level: "ok", findings: [] });
    assert.equal(assessHealth({ ...input, servers: [] }).level, "unknown");
    const blind = { ...server, cpu: null, gcShare: null, heapMaxBytes: 0 };
    assert.equal(assessHealth({ ...input, servers: [blind] }).level, "ok");
  });

  it("puts the worst first", () => {
    const { level, findings } = assessHealth({
      servers: [
        { ...server, cpu: 0.85 },
        { ...server, was: "shop-2", state: "down" },
      ],
      count: 1_000,
      errors: 20,
      grid: "degraded",
    });
    assert.equal(level, "bad");
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ["server-down", "grid-degraded", "errors", "cpu"],
    );
  });

  it("makes no error share of a few requests", () => {
    assert.equal(assessHealth({ ...input, count: 10, errors: 5 }).level, "ok");
  });
});
