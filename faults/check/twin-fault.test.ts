import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { twinFault } from "./twin-fault.ts";

const SENT = new Set(["t1", "t9", "t10"]);
const both = (value: string, isThere = true) => ({ isThere, p: value, q: value });

describe("two attributes set together", () => {
  it("may be the last acknowledged, or one that nobody answered", () => {
    assert.equal(twinFault(both("t9"), SENT, "t9"), null);
    assert.equal(twinFault(both("t10"), SENT, "t9"), null);
    assert.equal(twinFault(both("t1"), SENT, undefined), null);
  });

  it("may not be half a save, older than what was acknowledged, unheard of, or gone", () => {
    assert.equal(twinFault({ isThere: true, p: "t10", q: "t9" }, SENT, "t9")?.kind, "phantom");
    assert.equal(twinFault(both("t9"), SENT, "t10")?.kind, "lost");
    assert.equal(twinFault(both("t7"), SENT, undefined)?.kind, "phantom");
    assert.equal(twinFault(both("null", false), SENT, "t1")?.kind, "lost");
  });
});
