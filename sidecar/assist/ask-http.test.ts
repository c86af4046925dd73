import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { ApiAnswer, ApiAnswerPart } from "../http/api-answer-types.ts";
import { type OllamaServer, ollamaServer } from "../testing/ollama-server.ts";
import { ReportClient } from "../testing/report-client.ts";
import { telemetryBatch } from "../testing/telemetry-batch.ts";
import { type RunningWatch, watchRunner } from "../testing/watch-runner.ts";

/** A real watch process with a model server beside it; no grid. */
describe("POST /api/ask", () => {
  const root = mkdtempSync(join(tmpdir(), "gyeot-ask-"));
  let ollama: OllamaServer;
  let watch: RunningWatch;

  before(async () => {
    ollama = await ollamaServer({
      kind: "says",
      text: "응답하는 서버는 1대입니다. 동시접속은 77명입니다.",
      pauseMs: 150,
    });
    const flags = ["--name", "a", "--data-dir", root, "--http-port", "0", "--time-zone", "Asia/Seoul"];
    watch = await watchRunner([...flags, "--ollama", ollama.url, "--model", "test"]);
    const token = readFileSync(join(root, "run", "token"), "utf8").trim();
    const agent = new ReportClient(`unix:${join(root, "run", "telemetry.sock")}`, token);
    agent.send(telemetryBatch({ seq: 1, was: "shop-1", endMs: Date.now(), count: 40, users: 9 }));
    assert.ok(await agent.answered(1));
  });

  after(async () => {
    await watch?.stop("SIGKILL");
    await ollama?.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function ask(
    text: string,
  ): Promise<{ parts: ApiAnswerPart[]; arrivals: number[]; answer: ApiAnswer }> {
    const response = await fetch(`${watch.url}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: watch.url },
      body: JSON.stringify({ text, language: "ko" }),
    });
    assert.equal(response.status, 200, await (response.ok ? "" : response.text()));
    const parts: ApiAnswerPart[] = [];
    const arrivals: number[] = [];
    let open = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (open + Buffer.from(chunk).toString()).split("\n");
      open = lines.pop() ?? "";
      for (const line of lines) {
        parts.push(JSON.parse(line) as ApiAnswerPart);
        arrivals.push(performance.now());
      }
    }
    const last = parts.at(-1);
    assert.equal(last?.kind, "done");
    return { parts, arrivals, answer: (last as { answer: ApiAnswer }).answer };
  }

  it("streams facts, then the model's words as they come, then the checked answer", async () => {
    const { parts, arrivals, answer } = await ask("지금 상태 어때?");
    const kinds = parts.map(({ kind }) => kind);
    assert.equal(kinds[0], "facts");
    assert.ok(kinds.filter((kind) => kind === "delta").length >= 3, kinds.join());
    // Words were on their way before the model had finished.
    assert.ok((arrivals.at(-1) ?? 0) - (arrivals[1] ?? 0) > 200);
    assert.equal(answer.wording.by, "model");
    assert.match(answer.wording.struck.join(), /77명/);
    assert.match(answer.text, /응답하는 서버는 1대입니다\./);
    assert.ok(!answer.text.includes("77명"));
  });

  it("answers in words what it cannot know and what it cannot do", async () => {
    const failover = await ask("방금 무슨 일이 있었어?");
    assert.match(failover.answer.text, /세션 그리드에서 답이 없/);
    const weather = await ask("오늘 날씨 어때?");
    assert.equal(weather.answer.intent, "unknown");
    assert.equal(weather.answer.wording.by, "template");
  });
});
