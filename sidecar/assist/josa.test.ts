import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { josa } from "./josa.ts";

describe("josa", () => {
  it("follows the last sound of words, digits, units and Latin letters", () => {
    for (const [word, pair, expected] of [
      ["서버", "은/는", "서버는"],
      ["세션", "은/는", "세션은"],
      ["동시접속", "이/가", "동시접속이"],
      ["메모리", "을/를", "메모리를"],
      ["서울", "으로/로", "서울로"],
      ["부산", "으로/로", "부산으로"],
      ["제주", "으로/로", "제주로"],
      ["1", "은/는", "1은"],
      ["2", "은/는", "2는"],
      ["1,003", "이/가", "1,003이"],
      ["10", "을/를", "10을"],
      ["1,000", "으로/로", "1,000으로"],
      ["7", "으로/로", "7로"],
      ["1,204명", "으로/로", "1,204명으로"],
      ["41.3%", "으로/로", "41.3%로"],
      ["81ms", "으로/로", "81ms로"],
      ["12.3만 명", "이/가", "12.3만 명이"],
      ["1,204명(±1.6%)", "으로/로", "1,204명(±1.6%)으로"],
      ["CPU", "은/는", "CPU는"],
      ["SQL", "은/는", "SQL은"],
      ["SQL", "으로/로", "SQL로"],
      ["JVM", "이/가", "JVM이"],
      ["p95", "은/는", "p95는"],
      ["shop", "이/가", "shop이"],
      ["server", "은/는", "server는"],
      ["session", "을/를", "session을"],
      ["“검색”", "을/를", "“검색”을"],
      ["GET /shop/cart", "이/가", "GET /shop/cart가"],
    ] as const) {
      assert.equal(josa(word, pair), expected);
    }
  });

  it("agrees with the jamo of every Hangul syllable", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xac00, max: 0xd7a3 }), (code) => {
        const syllable = String.fromCharCode(code);
        const jamo = [...syllable.normalize("NFD")];
        assert.equal(josa(syllable, "은/는"), `${syllable}${jamo.length === 3 ? "은" : "는"}`);
        const light = jamo.length === 2 || jamo[2] === "\u11af";
        assert.equal(josa(syllable, "으로/로"), `${syllable}${light ? "로" : "으로"}`);
      }),
    );
  });

  it("reads a whole number as its last digit, or as its last magnitude", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (value) => {
        const consonant = value % 10 === 0 || [1, 3, 6, 7, 8].includes(value % 10);
        assert.equal(josa(String(value), "이/가"), `${value}${consonant ? "이" : "가"}`);
      }),
    );
  });
});
