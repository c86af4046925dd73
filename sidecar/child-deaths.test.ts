import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ChildDeaths } from "./child-deaths.ts";

describe("deaths of a child", () => {
  it("are followed by a start at once, then by longer and longer waits, up to ten seconds", () => {
    const deaths = new ChildDeaths();
    const waits = Array.from({ length: 9 }, (_, n) => deaths.died(n * 100, n * 100 - 50));
    assert.deepEqual(waits, [0, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
    assert.equal(deaths.died(200_000, 100_000), 0, "it had run for a while");
    assert.deepEqual([deaths.total, deaths.inRow], [10, 1]);
  });

  it("are a loop when there are five in a minute, counted once while it lasts", () => {
    const deaths = new ChildDeaths();
    for (const atMs of [0, 20_000, 40_000, 61_000]) deaths.died(atMs, atMs);
    assert.equal(deaths.loops, 0);
    for (const atMs of [70_000, 71_000, 72_000, 73_000]) deaths.died(atMs, atMs);
    assert.equal(deaths.loops, 1);
    for (const atMs of [300_000, 301_000, 302_000, 303_000, 304_000]) deaths.died(atMs, atMs);
    assert.equal(deaths.loops, 2);
  });

  it("blame the store only for what damage does", () => {
    const kinds = ["SIGSEGV", "SIGBUS", "SIGABRT", "SIGKILL", "SIGTERM", null].map(ChildDeaths.crash);
    assert.deepEqual(kinds, ["store", "store", "unclear", null, null, null]);
  });
});
