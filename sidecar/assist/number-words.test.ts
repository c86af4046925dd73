import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { numberWords } from "./number-words.ts";

const DIGITS = "영일이삼사오육칠팔구";

/** 1204 → 천이백사, as Korean says it. */
function sino(value: number): string {
  const group = (part: number): string =>
    [1000, 100, 10, 1]
      .map((size, index) => {
        const digit = Math.floor(part / size) % 10;
        const name = ["천", "백", "십", ""][index] as string;
        return digit === 0 ? "" : `${digit === 1 && size > 1 ? "" : DIGITS[digit]}${name}`;
      })
      .join("");
  const high = Math.floor(value / 10_000);
  return `${high > 0 ? `${high === 1 ? "" : group(high)}만` : ""}${group(value % 10_000)}`;
}

describe("numberWords", () => {
  it("reads Korean and English number words before a unit", () => {
    for (const [words, digits] of [
      ["한 시간", "1 시간"],
      ["세 대", "3 대"],
      ["열두 대", "12 대"],
      ["스물네 시간", "24 시간"],
      ["천이백사 명", "1204 명"],
      ["삼십 분 동안", "30 분 동안"],
      ["삼 초", "3 초"],
      ["두 배", "2 배"],
      ["하루 동안", "1일 동안"],
      ["twelve hundred users", "1200 users"],
      ["an hour", "1 hour"],
      ["twenty-four sessions", "24 sessions"],
      ["one hundred and five users", "105 users"],
    ] as const) {
      assert.equal(numberWords(words), digits);
    }
  });

  it("leaves words alone that only look like numbers", () => {
    for (const text of [
      "이 서버는 정상입니다",
      "사용자와 구간",
      "일부 세션",
      "천천히",
      "조만간 오십니다",
      "네, 알겠습니다",
      "one of them",
      "이 시간과 이 구간",
      "만약 이상이 있으면",
      "오류",
    ]) {
      assert.equal(numberWords(text), text);
    }
  });

  it("reads every number up to 99,999 as Korean says it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 99_999 }).filter((value) => Math.floor(value / 10_000) !== 1),
        (value) => {
          assert.equal(numberWords(`${sino(value)} 명`), `${value} 명`);
        },
      ),
    );
  });
});
