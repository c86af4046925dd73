import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { conflictsText } from "./conflicts-text.ts";

const CONFLICT = {
  key: Buffer.from("00112233445566778899aabbccddeeff", "hex"),
  atMs: Date.UTC(2026, 10, 23, 1, 2, 3, 4),
  attribute: "cart\u001b[2J",
  keptNode: "b",
  lostNode: "a",
  lostAtMs: Date.UTC(2026, 10, 23, 1, 2, 1),
  lostBytes: 6,
  type: "java.lang.String",
};

describe("conflicts text", () => {
  it("names session, attribute, members and times, and lets no name move the cursor", () => {
    const text = conflictsText({ conflicts: [CONFLICT], total: 3, forgotten: 2 }, "en");
    assert.match(text, /^3 conflicts in the last 24 hours, the last 1 of them\n/);
    assert.match(
      text,
      /2026-11-23 01:02:03\.004Z 001122334455 "cart\?\[2J": the change made at b stays, that of a lost/,
    );
    assert.match(text, /\(6 bytes, java\.lang\.String, made 2026-11-23 01:02:01\.000Z\)/);
    assert.match(text, /too many: 2\n$/);
    assert.ok(!text.includes("\u001b"));
  });

  it("says a removal, and nothing at all, in Korean too", () => {
    const removal = { ...CONFLICT, lostBytes: 0 };
    const text = conflictsText({ conflicts: [removal], total: 1, forgotten: 0 }, "ko");
    assert.match(text, /^지난 24시간의 충돌 1건\n/);
    assert.match(text, /b의 변경을 남기고 a의 변경을 버림 \(삭제, 만든 시각/);
    const none = conflictsText({ conflicts: [], total: 0, forgotten: 0 }, "ko");
    assert.equal(none, "지난 24시간 동안 충돌이 없습니다.\n");
  });
});
