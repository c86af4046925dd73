/** The zone check against a search of all orders, and the two things it must never say. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type ZoneOperation, zones } from "./zones.ts";

/** Tries every order; only for a handful of operations. */
function bruteForce(operations: readonly ZoneOperation[]): boolean {
  const place = (left: readonly ZoneOperation[], value: string | null): boolean => {
    // A write that nobody answered may never have been.
    if (left.every(({ kind, endMs }) => kind === "write" && endMs === Number.POSITIVE_INFINITY)) return true;
    return left.some((next) => {
      if (left.some((other) => other.endMs < next.startMs)) return false;
      if (next.kind === "read" && next.value !== value) return false;
      return place(
        left.filter((other) => other !== next),
        next.value,
      );
    });
  };
  return place(operations, null);
}

/** Distinct times, so that nothing depends on what "at the same moment" means. */
const history = fc
  .array(fc.record({ write: fc.boolean(), of: fc.nat(3), open: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((wishes) =>
    fc
      .shuffledSubarray(
        Array.from({ length: wishes.length * 2 }, (_, i) => i),
        { minLength: wishes.length * 2, maxLength: wishes.length * 2 },
      )
      .map((times) => {
        let written = 0;
        return wishes.map(({ write, of, open }, i): ZoneOperation => {
          const [one, two] = [times[2 * i] as number, times[2 * i + 1] as number];
          const endMs = write && open ? Number.POSITIVE_INFINITY : Math.max(one, two);
          const value = write ? String(written++) : String(of);
          return { kind: write ? "write" : "read", value, startMs: Math.min(one, two), endMs };
        });
      }),
  );

describe("zones", () => {
  it("says what a search of all orders says", () => {
    let good = 0;
    fc.assert(
      fc.property(history, (operations) => {
        const expected = bruteForce(operations);
        if (expected) good += 1;
        assert.equal(zones(operations), expected, JSON.stringify(operations));
      }),
      { numRuns: 3_000 },
    );
    assert.ok(good > 200 && good < 2_800, `both kinds of history were tried: ${good} good ones`);
  });

  it("refuses a read that went back in time", () => {
    const write = (value: string, startMs: number): ZoneOperation => ({
      kind: "write",
      value,
      startMs,
      endMs: startMs + 1,
    });
    const read = (value: string, startMs: number): ZoneOperation => ({
      kind: "read",
      value,
      startMs,
      endMs: startMs + 1,
    });
    assert.equal(zones([write("a", 0), write("b", 2), read("b", 4)]), true);
    assert.equal(zones([write("a", 0), write("b", 2), read("a", 4)]), false);
  });
});
