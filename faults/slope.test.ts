/** Growth is of one process, without its first minute. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Reading, slope } from "./slope.ts";

describe("slope", () => {
  const life = (pid: number, fromS: number, toS: number, bytes: (s: number) => number): Reading[] =>
    Array.from({ length: (toS - fromS) / 10 }, (_, i) => ({
      pid,
      atMs: (fromS + i * 10) * 1_000,
      bytes: bytes(i * 10),
    }));

  it("is the growth of the longest life after it has warmed up", () => {
    const short = life(1, 0, 120, (s) => s * 1_000);
    const long = life(2, 120, 600, (s) => (s < 60 ? s * 1_000_000 : 5_000 + s));
    assert.equal(slope([...short, ...long]), 3_600);
  });

  it("is not known of a process that just began", () => {
    assert.equal(slope(life(1, 0, 90, () => 1)), null);
  });
});
