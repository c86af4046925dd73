import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { ApiCall } from "../../sidecar/http/api-types.ts";
import { callTree } from "./call-tree.ts";
import { repeatedSql } from "./repeated-sql.ts";
import { timeParts } from "./time-parts.ts";

function call(kind: ApiCall["kind"], offsetUs: number, durationUs: number, text = "select 1"): ApiCall {
  return { kind, text, target: "", offsetUs, durationUs, rows: null, error: "" };
}

describe("the tree of calls", () => {
  it("puts a call under the one it lies within and takes its time from the outer", () => {
    const nodes = callTree([
      call("jdbc", 20, 30),
      call("http", 10, 100),
      call("jdbc", 60, 10),
      call("jdbc", 120, 5),
    ]);
    assert.deepEqual(
      nodes.map(({ call: one, depth, selfUs }) => [one.offsetUs, depth, selfUs]),
      [
        [10, 0, 60],
        [20, 1, 30],
        [60, 1, 10],
        [120, 0, 5],
      ],
    );
  });

  it("treats two calls of the same time as neighbours", () => {
    assert.deepEqual(
      callTree([call("jdbc", 10, 5), call("jdbc", 10, 5)]).map(({ depth }) => depth),
      [0, 0],
    );
  });

  it("keeps every call", () => {
    const any = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)));
    fc.assert(
      fc.property(any, (times) => {
        const nodes = callTree(times.map(([offset, duration]) => call("jdbc", offset, duration)));
        assert.equal(nodes.length, times.length);
        assert.ok(nodes.every(({ selfUs, depth }) => selfUs >= 0 && depth >= 0));
      }),
    );
  });
});

describe("where the time went", () => {
  it("adds up to the whole, whatever the agent measured", () => {
    const kinds = fc.constantFrom("jdbc", "http", "pool") as fc.Arbitrary<ApiCall["kind"]>;
    const calls = fc.array(fc.tuple(kinds, fc.nat(2000), fc.nat(2000)));
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(500), fc.nat(4000), calls, (durationUs, sessionUs, sqlUs, rows) => {
        const parts = timeParts({
          durationUs,
          sessionUs,
          sqlUs,
          calls: rows.map(([kind, offset, duration]) => call(kind, offset, duration)),
        });
        const sum = Object.values(parts).reduce((total, part) => total + part, 0);
        assert.equal(sum, durationUs);
        assert.ok(Object.values(parts).every((part) => part >= 0));
      }),
    );
  });

  it("charges SQL inside an HTTP call to SQL, once", () => {
    const parts = timeParts({
      durationUs: 200,
      sessionUs: 10,
      sqlUs: 30,
      calls: [call("http", 20, 100), call("jdbc", 30, 30)],
    });
    assert.deepEqual(parts, { application: 90, session: 10, jdbc: 30, http: 70, pool: 0 });
  });

  it("counts SQL the agent did not send one by one", () => {
    assert.equal(
      timeParts({ durationUs: 100, sessionUs: 0, sqlUs: 80, calls: [call("jdbc", 0, 20)] }).jdbc,
      80,
    );
  });
});

describe("statements run again and again", () => {
  it("names a loop around a query and leaves a page of different ones alone", () => {
    const loop = Array.from({ length: 6 }, (_, index) => call("jdbc", index * 10, 5, "select review"));
    const others = Array.from({ length: 6 }, (_, index) => call("jdbc", index, 5, `select ${index}`));
    assert.deepEqual(repeatedSql([...loop, ...others]), [{ text: "select review", count: 6, totalUs: 30 }]);
  });
});
