import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { ApiDots } from "../../sidecar/http/api-types.ts";
import { boxDots } from "./box-dots.ts";
import { boxMath, type PlotBox } from "./box-math.ts";
import { countDots } from "./count-dots.ts";
import { DotField } from "./dot-field.ts";
import { DotRing } from "./dot-ring.ts";
import { nearestDot } from "./nearest-dot.ts";
import { packedColor } from "./packed-color.ts";
import { scatterScale } from "./scatter-scale.ts";

function dots(
  rows: readonly (readonly [startMs: number, durationUs: number, status: number])[],
  firstId = 0,
): ApiDots {
  return {
    startMs: rows.map(([start]) => start),
    durationUs: rows.map(([, duration]) => duration),
    status: rows.map(([, , status]) => status),
    id: rows.map((_, index) => String(firstId + index).padStart(48, "0")),
    endpoint: rows.map(() => 0),
    endpoints: ["GET /shop"],
    was: rows.map((_, index) => index % 2),
    wases: ["shop-1", "shop-2"],
    total: rows.length,
  };
}

describe("dots in the ring", () => {
  it("keeps the newest when more come than it holds", () => {
    const ring = new DotRing();
    const rows = Array.from({ length: 70_000 }, (_, index) => [index, 1000, 200] as const);
    ring.add(dots(rows));
    assert.equal(ring.added, 70_000);
    assert.equal(ring.at(ring.oldest).startMs, 70_000 - 65_536);
    assert.equal(ring.at(69_999).startMs, 69_999);
  });

  it("leaves out what the socket brought before the first answer came", () => {
    const ring = new DotRing();
    ring.add(dots([[5, 1000, 200]], 3));
    ring.add(
      dots([
        [1, 1000, 200],
        [2, 1000, 200],
        [3, 1000, 200],
        [5, 1000, 200],
      ]),
      true,
    );
    assert.equal(ring.added, 4);
  });

  it("counts a box with its edges, its failures and one server", () => {
    const ring = new DotRing();
    ring.add(
      dots([
        [10, 1000, 200],
        [20, 2000, 503],
        [30, 3000, 404],
        [40, 4000, 500],
      ]),
    );
    const box = { fromMs: 20, toMs: 40, minUs: 2000, maxUs: 4000 };
    assert.deepEqual(countDots(ring, box, null), { all: 3, failed: 2 });
    assert.deepEqual(countDots(ring, box, "shop-1"), { all: 1, failed: 0 });
    assert.deepEqual(countDots(ring, box, "nobody"), { all: 0, failed: 0 });
  });

  it("finds the dot under the pointer, and the failed one of two", () => {
    const ring = new DotRing();
    ring.add(
      dots([
        [500, 1_000_000, 200],
        [501, 1_000_000, 500],
        [900, 1_000_000, 200],
      ]),
    );
    const scale = scatterScale("linear", 2_000_000);
    const aim = { window: { fromMs: 0, toMs: 1000 }, scale, plot: { width: 1000, height: 200 }, was: null };
    assert.equal(nearestDot(ring, { ...aim, x: 500, y: 100 })?.status, 500);
    assert.equal(nearestDot(ring, { ...aim, x: 900, y: 102 })?.startMs, 900);
    assert.equal(nearestDot(ring, { ...aim, x: 700, y: 100 }), null);
  });
});

describe("the field that flows", () => {
  it("holds after any moves what a fresh field would hold", () => {
    const moves = fc.array(
      fc.record({
        by: fc.integer({ min: 0, max: 9 }),
        column: fc.integer({ min: -25, max: 0 }),
        row: fc.integer({ min: 0, max: 11 }),
        failed: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), moves, (start, steps) => {
        const size = { width: 20, height: 12, cell: 3 };
        const flowing = new DotField(size);
        flowing.reset(start);
        let right = start;
        const all: { column: number; row: number; failed: boolean }[] = [];
        for (const step of steps) {
          right += step.by;
          flowing.advance(right);
          const dot = { column: right + step.column, row: step.row, failed: step.failed };
          flowing.add(dot.column, dot.row, dot.failed);
          all.push(dot);
        }
        const fresh = new DotField(size);
        fresh.reset(right);
        for (const dot of all) {
          fresh.add(dot.column, dot.row, dot.failed);
        }
        assert.equal(flowing.ok, fresh.ok);
        assert.equal(flowing.failed, fresh.failed);
        // The cell the left edge cuts may still count dots that have left the field.
        for (let column = fresh.left + size.cell; column <= right; column++) {
          for (let row = 0; row < size.height; row++) {
            assert.equal(flowing.cellCount(column, row), fresh.cellCount(column, row));
          }
        }
      }),
    );
  });
});

describe("the scale of durations", () => {
  it("goes there and back, on both axes", () => {
    for (const kind of ["log", "linear"] as const) {
      const scale = scatterScale(kind, 4_000_000);
      for (const us of [2000, 20_000, 1_000_000, 4_000_000]) {
        assert.ok(Math.abs(scale.toUs(scale.toShare(us)) - us) < us * 1e-6, `${kind} ${us}`);
      }
      assert.equal(scale.toShare(1e12), 1);
      assert.equal(scale.toShare(0), 0);
      assert.ok(scale.ticksUs.every((us) => us <= scale.topUs));
    }
  });

  it("makes a box at the edges mean everything beyond them", () => {
    const window = { fromMs: 0, toMs: 1000 };
    const all = boxDots({ x0: 0, y0: 0, x1: 1, y1: 1 }, window, scatterScale("log", 1e6));
    assert.deepEqual(all, { fromMs: 0, toMs: 1000, minUs: 0, maxUs: Number.MAX_SAFE_INTEGER });
    const lower = boxDots({ x0: 0.5, y0: 0.5, x1: 1, y1: 1 }, window, scatterScale("linear", 1e6));
    assert.deepEqual(lower, { fromMs: 500, toMs: 1000, minUs: 0, maxUs: 500_000 });
  });

  it("never lets a box of the keyboard leave the plot or shrink to nothing", () => {
    const keys = fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "x");
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 80 }), (presses) => {
        let box: PlotBox | null = null;
        for (const [key, resize] of presses) {
          box = boxMath.afterKey(box, key, resize);
          if (box) {
            assert.ok(box.x0 >= -1e-9 && box.x1 <= 1 + 1e-9 && box.y0 >= -1e-9 && box.y1 <= 1 + 1e-9);
            assert.ok(box.x1 - box.x0 > 0.04 && box.y1 - box.y0 > 0.04);
          }
        }
      }),
    );
  });

  it("packs colours as pixels lie in memory", () => {
    assert.equal(packedColor("#51657d"), 0x7d6551);
    assert.equal(packedColor("not a colour"), 0);
  });
});
