import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type RegisterOperation, zoneCheck } from "./zone-check.ts";

describe("zoneCheck", () => {
  it("agrees with trying every order", () => {
    fc.assert(
      fc.property(histories, (history) => {
        assert.equal(zoneCheck(history) === null, anyOrder(history), JSON.stringify(history));
      }),
      { numRuns: 3_000 },
    );
  });

  it("lets what nobody was told of happen at any time, or never", () => {
    const lost: RegisterOperation = { kind: "write", value: 1, startMs: 0, endMs: Number.POSITIVE_INFINITY };
    const late: RegisterOperation = { kind: "read", value: 1, startMs: 50, endMs: 51 };
    const none: RegisterOperation = { kind: "read", value: 0, startMs: 40, endMs: 41 };
    assert.equal(zoneCheck([lost, none]), null);
    assert.equal(zoneCheck([lost, none, late]), null);
    assert.notEqual(zoneCheck([lost, late, { ...none, startMs: 60, endMs: 61 }]), null);
  });
});

/** Up to six operations; the n-th write writes n, a read may return anything. */
const histories = fc
  .array(
    fc.record({
      write: fc.boolean(),
      value: fc.integer({ min: 0, max: 3 }),
      startMs: fc.integer({ min: 0, max: 12 }),
      forMs: fc.integer({ min: 1, max: 8 }),
    }),
    { maxLength: 6 },
  )
  .map((drawn) => {
    let writes = 0;
    // No two ends at the same time: then it would not be said which was first.
    return drawn.map(({ write, value, startMs, forMs }, at): RegisterOperation => {
      if (write) writes += 1;
      const begin = startMs + at / 100;
      const endMs = begin + forMs + 0.005;
      return { kind: write ? "write" : "read", value: write ? writes : value, startMs: begin, endMs };
    });
  });

function anyOrder(history: readonly RegisterOperation[], now = 0): boolean {
  if (history.length === 0) return true;
  return history.some((next, at) => {
    if (history.some((other) => other.endMs < next.startMs)) return false;
    if (next.kind === "read" && next.value !== now) return false;
    const rest = history.filter((_, index) => index !== at);
    return anyOrder(rest, next.kind === "write" ? next.value : now);
  });
}
