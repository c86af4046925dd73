import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { comparisonWords } from "./comparison-words.ts";

const SAME = { node: "b", sessions: 12, digest: new Uint8Array(8), compared: true, differing: 0, parts: 16 };

describe("words of a comparison", () => {
  it("say in step, how much differs, or that nobody could compare, in both languages", () => {
    assert.equal(comparisonWords(SAME, "en"), "in step (12 sessions)");
    assert.equal(comparisonWords(SAME, "ko"), "일치 (세션 12개)");
    assert.match(comparisonWords({ ...SAME, differing: 3 }, "en"), /^differs in 3 of 16 parts/);
    assert.match(comparisonWords({ ...SAME, differing: 3 }, "ko"), /^16개 구간 중 3개가 다름/);
    assert.equal(comparisonWords({ ...SAME, compared: false }, "en"), "not compared");
    assert.equal(comparisonWords({ ...SAME, compared: false }, "ko"), "비교하지 못함");
  });
});
