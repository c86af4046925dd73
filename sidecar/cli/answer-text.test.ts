import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiAnswer } from "../http/api-types.ts";
import { answerText } from "./answer-text.ts";

const ANSWER: ApiAnswer = {
  id: "1",
  question: "장시간 접속 사용자 목록을 보여줘",
  intent: "long-sessions",
  text: "한 명입니다.",
  facts: [],
  charts: [],
  tables: [
    {
      title: "오래된 세션",
      columns: ["사용자", "지속"],
      rows: [
        ["김하늘", "5시간"],
        ["a\u001b[2J", "1시간"],
      ],
      links: [null, null],
    },
  ],
  unknown: ["어제 자료가 없습니다."],
  wording: { by: "template", model: null, fallback: null, struck: [] },
};

describe("answer text", () => {
  it("prints tables in columns, counting Hangul as two, and lets nothing move the cursor", () => {
    const text = answerText(ANSWER, "http://127.0.0.1:7400/", "ko");
    assert.match(text, /사용자 {2}지속\n {2}김하늘 {2}5시간\n/);
    assert.match(text, /\? 어제 자료가 없습니다\./);
    assert.ok(!text.includes("\u001b"));
  });
});
