import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chartSeries } from "./chart-series.ts";
import { nearestIndex } from "./nearest-index.ts";
import { quietZeros } from "./quiet-zeros.ts";

describe("lines of a chart", () => {
  it("break where points are missing, instead of crossing the gap", () => {
    const points = [
      [0, 1],
      [2, 1],
      [4, 1],
      [20, 1],
      [22, 1],
    ] as const;
    assert.deepEqual(
      chartSeries(points).map(({ x, y }) => [x, y]),
      [
        [0, 1],
        [2, 1],
        [4, 1],
        [6, null],
        [20, 1],
        [22, 1],
      ],
    );
  });

  it("draw no line of zeros, but show the last value", () => {
    const zeros = quietZeros([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 4],
      [4, 0],
      [5, 0],
      [6, 0],
    ]);
    assert.deepEqual(
      zeros.map(([, value]) => value),
      [null, null, 0, 4, 0, null, 0],
    );
  });

  it("find the point nearest to the pointer", () => {
    const points = [
      [10, 0],
      [20, 0],
      [30, 0],
    ] as const;
    assert.deepEqual(
      [-5, 14, 16, 29, 99].map((at) => nearestIndex(points, at)),
      [0, 0, 1, 2, 2],
    );
    assert.equal(nearestIndex([], 5), -1);
  });
});
