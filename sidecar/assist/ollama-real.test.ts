import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { askAll } from "../testing/ask-all.ts";
import { fixedSources } from "../testing/fixed-sources.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createAssist } from "./create-assist.ts";

/**
 * Against a real Ollama server: GYEOT_OLLAMA_URL=http://127.0.0.1:PORT, and GYEOT_OLLAMA_MODEL, by default the smallest
 * model there is. Whatever it writes, no figure may come through that is not a fact.
 */
const url = process.env["GYEOT_OLLAMA_URL"] ?? "";
const model = process.env["GYEOT_OLLAMA_MODEL"] ?? "smollm2:135m";
const skip = url === "" ? "SKIPPED: no real model was tried, GYEOT_OLLAMA_URL is not set" : false;

describe("a real Ollama server", { skip }, () => {
  const bounds = { wordMs: 120_000, totalMs: 240_000 };
  const options = {
    sources: fixedSources(),
    clock: { nowMs: () => Date.UTC(2026, 10, 23, 2, 25, 34) },
    timeZone: "Asia/Seoul",
    userKey: "session",
    log: quietLog(),
  } as const;

  for (const [text, language] of [
    ["지금 상태 어때?", "ko"],
    ["how is it going", "en"],
  ] as const) {
    it(`words "${text}" or is replaced, and every figure is a fact`, async (t) => {
      const assist = createAssist({ ...options, ollama: { url, model, bounds } });
      const { answer, parts } = await askAll(assist, { text, language });
      const plain = (await askAll(createAssist({ ...options, ollama: null }), { text, language })).answer;
      assert.ok(parts.some(({ kind }) => kind === "delta") || answer.wording.fallback !== null);
      t.diagnostic(`${answer.wording.by}: ${answer.text}`);
      t.diagnostic(`struck ${answer.wording.struck.length}, fallback ${answer.wording.fallback}`);
      const shown = new Set(
        [...answer.facts.map((fact) => fact.shown), ...plain.text.split(/\s+/)]
          .join(" ")
          .match(/\d[\d.,:]*\d|\d/g),
      );
      for (const figure of answer.text.match(/\d[\d.,:]*\d|\d/g) ?? []) {
        assert.ok(shown.has(figure), `${figure} in ${answer.text}`);
      }
    });
  }

  it("says so when the model is not there", async () => {
    const assist = createAssist({ ...options, ollama: { url, model: "no-such-model", bounds } });
    const { answer } = await askAll(assist, { text: "지금 상태 어때?", language: "ko" });
    assert.equal(answer.wording.by, "template");
    assert.match(answer.wording.fallback ?? "", /HTTP 404/);
  });
});
