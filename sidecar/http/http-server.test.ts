import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { BatchReader } from "../telemetry/batch-reader.ts";
import { HttpStage } from "../testing/http-stage.ts";
import { telemetryBatch } from "../testing/telemetry-batch.ts";
import type { LiveMessage } from "./api-types.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const stage = new HttpStage();
const { killed, lines, metrics, server, telemetry, web } = stage;

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) {
  return new Promise<Reply>((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const outgoing = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const code = (reply: Reply): string => (JSON.parse(reply.body) as { code: string }).code;
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  send(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

before(() => stage.start());
after(() => stage.stop());

describe("http server", () => {
  it("answers every read, with headers that give a browser nothing to misuse", async () => {
    for (const path of [
      "meta",
      "overview",
      "servers",
      "dots",
      "transactions",
      "endpoints",
      "sessions",
      "grid",
      "ledger",
    ]) {
      const reply = await send(`/api/${path}`);
      assert.equal(reply.status, 200, `${path}: ${reply.body}`);
      assert.match(
        String(reply.headers["content-security-policy"]),
        /default-src 'none'.*frame-ancestors 'none'/,
      );
      assert.doesNotMatch(String(reply.headers["content-security-policy"]), /unsafe/);
      assert.equal(reply.headers["x-content-type-options"], "nosniff");
      assert.equal(reply.headers["cache-control"], "no-store");
      assert.equal(reply.headers["x-powered-by"], undefined);
    }
    assert.match((await send("/metrics")).body, /gyeot_live_pages/);
    assert.equal((await send("/readyz")).status, 200);
    assert.equal((await send("/healthz")).status, 200);
  });

  it("answers under no other name, whatever is asked", async () => {
    for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil"]) {
      for (const path of ["/", "/api/meta", "/metrics", "/healthz", "/app.js"]) {
        const reply = await send(path, { headers: { host } });
        assert.equal(reply.status, 403, `${host} ${path}`);
      }
    }
    const none = await new Promise<string>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write("GET /api/meta HTTP/1.0\r\n\r\n"));
      socket.on("data", (chunk) => resolve(chunk.toString()));
    });
    assert.match(none, / 403 /);
  });

  it("ends a session only for who typed its key, on the page itself", async () => {
    const path = `/api/sessions/${KEY}/kill`;
    const body = { confirm: KEY.slice(0, 8), reason: "test" };
    assert.equal((await post(path, body, { origin: "http://evil.example" })).status, 403);
    assert.equal((await post(path, body, { "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await post(path, JSON.stringify(body), { "content-type": "text/plain" })).status, 415);
    assert.equal((await send(path)).status, 404);
    assert.equal((await post(path, { ...body, confirm: "ffffffff" })).status, 409);
    assert.equal((await post(path, { confirm: 1, reason: [] })).status, 400);
    assert.equal((await post("/api/sessions/nope/kill", body)).status, 400);
    assert.deepEqual(killed, []);
    const done = await post(path, body, {
      origin: `http://127.0.0.1:${server.port}`,
      "sec-fetch-site": "same-origin",
    });
    assert.equal(done.status, 200, done.body);
    assert.deepEqual(killed, [{ key: KEY, reason: "test", by: "page" }]);
  });

  it("refuses bodies and queries that cannot be meant", async () => {
    assert.equal(code(await post("/api/ask", `{"text":"${"x".repeat(20_000)}"}`)), "body_too_large");
    assert.equal(code(await post("/api/ask", "{")), "body_not_json");
    assert.equal(code(await post("/api/ask", "[".repeat(8_000))), "body_not_json");
    assert.equal(code(await post("/api/ask", "{}", { "content-encoding": "gzip" })), "body_compressed");
    assert.equal(
      code(await post("/api/ask", '{"__proto__":{"text":"x","language":"ko"}}')),
      "invalid_argument",
    );
    await delay(1_500);
    for (const query of [
      "from=abc",
      "from=1&from=2",
      "from=5&to=1",
      "from=0&to=9999999999999",
      `was=${"x".repeat(300)}`,
      "to=1e99",
    ]) {
      assert.equal(code(await send(`/api/overview?${query}`)), "invalid_argument", query);
    }
    assert.equal(code(await send("/api/dots?limit=999999")), "invalid_argument");
    assert.equal(code(await send("/api/sessions?sort=__proto__")), "invalid_argument");
    assert.equal(code(await send("/api/transactions/zz")), "invalid_argument");
    assert.equal(code(await send(`/api/transactions/${"0".repeat(48)}`)), "not_found");
    assert.ok([400, 404].includes((await send("/%E0%A4%A")).status));
  });

  it("tells nothing of its inside when it fails", async () => {
    const reply = await send("/api/sessions?search=burst");
    assert.equal(reply.status, 500);
    assert.doesNotMatch(reply.body, /inside|file:|\.ts|at /);
    assert.ok(lines.some((line) => line.includes("a failure inside")));
  });

  it("serves the built page and nothing around it", async () => {
    assert.match((await send("/")).body, /npm run build/);
    writeFileSync(join(web, "index.html"), "<!doctype html><title>page</title>");
    writeFileSync(join(web, ".secret"), "secret");
    assert.match((await send("/")).body, /page/);
    for (const path of [
      "/.secret",
      "/..%2f..%2fpackage.json",
      "/%2e%2e/%2e%2e/package.json",
      "/x%00.html",
      "/nothing.js",
    ]) {
      const reply = await send(path);
      assert.ok(
        reply.status === 404 || reply.status === 400 || reply.status === 403,
        `${path}: ${reply.status}`,
      );
      assert.doesNotMatch(reply.body, /secret|dependencies/);
    }
  });

  it("streams an answer as JSON lines", async () => {
    await delay(1_000);
    const reply = await post("/api/ask", { text: "지금 상태 어때?", language: "ko" });
    assert.equal(reply.headers["content-type"], "application/x-ndjson");
    assert.deepEqual(JSON.parse(reply.body.trim()), { kind: "delta", text: "정상" });
  });

  it("opens the live socket to the page alone, and feeds it", async () => {
    const url = `ws://127.0.0.1:${server.port}/live`;
    for (const options of [
      { origin: "http://evil.example" },
      { origin: "null" },
      { headers: { "sec-fetch-site": "cross-site" } },
      { headers: { host: "evil.example" } },
    ]) {
      const refused = new WebSocket(url, options);
      const [failure] = await new Promise<[Error]>((resolve) =>
        refused.on("error", (error) => resolve([error])),
      );
      assert.match(failure.message, /403/, JSON.stringify(options));
    }
    const socket = new WebSocket(url, { origin: `http://127.0.0.1:${server.port}` });
    const messages: LiveMessage[] = [];
    socket.on("message", (data) => messages.push(JSON.parse(String(data)) as LiveMessage));
    await new Promise((resolve) => socket.on("open", resolve));
    const endMs = Date.now();
    await telemetry.ingest
      .openStream()
      .accept(telemetryBatch({ seq: 1, was: "w", endMs, count: 9, users: 2 }));
    const seen = (kind: LiveMessage["kind"]): LiveMessage | undefined =>
      messages.find((each) => each.kind === kind);
    for (let tries = 0; !(seen("tick") && seen("dots") && seen("grid")) && tries < 60; tries++) {
      await delay(100);
    }
    assert.equal(messages[0]?.kind, "hello");
    const dots = seen("dots");
    assert.ok(dots?.kind === "dots" && dots.dots.total === 9);
    const state = seen("grid");
    assert.ok(state?.kind === "grid" && state.grid.state === "unreachable");
    const closed = new Promise<number>((resolve) => socket.on("close", resolve));
    socket.send("x".repeat(2_000));
    assert.equal(await closed, 1009);
  });

  it("leaves frames out for a page that does not read, and lets it go", async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    const slow = connect({ port: server.port, host: "127.0.0.1" });
    slow.write(
      `GET /live HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\n` +
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    slow.pause();
    const gone = new Promise((resolve) => slow.on("close", resolve));
    slow.on("error", () => {});
    const reading = new WebSocket(`ws://127.0.0.1:${server.port}/live`, { origin });
    let heard = 0;
    reading.on("message", () => heard++);
    await new Promise((resolve) => reading.on("open", resolve));
    const figure = (name: string): number => Number(new RegExp(`${name} (\\d+)`).exec(metrics.text())?.[1]);
    const batch = telemetryBatch({ seq: 1, was: "slow", endMs: Date.now(), users: 2, count: 1_500 });
    const rows = new BatchReader().read(batch);
    const slowed = (): number =>
      figure("gyeot_live_frames_skipped_total") + figure("gyeot_live_pages_dropped_total");
    for (let round = 1; slowed() === 0 && round < 60; round++) {
      // Endpoints of 550 characters: some 900 KB a frame, so that the kernel's buffers are soon full.
      const long = rows.map((row, index) => ({
        ...row,
        traceId: (round * 10_000 + index).toString(16).padStart(32, "0"),
        endpoint: `GET /${"x".repeat(550)}${index}`,
      }));
      await telemetry.peers.apply("b", [{ kind: "rows", was: "slow", rows: long }], {
        logId: "",
        seq: round,
      });
      await delay(300);
    }
    assert.ok(slowed() > 0, "a page that is behind loses frames or its place");
    assert.ok(heard > 3, "the other page goes on");
    slow.destroy();
    await gone;
    reading.terminate();
  });

  it("slows a caller that asks without end", async () => {
    const replies: Reply[] = [];
    while (replies.length < 2_000 && replies.every(({ status }) => status === 200)) {
      replies.push(...(await Promise.all(Array.from({ length: 100 }, () => send("/healthz")))));
    }
    assert.ok(replies.some(({ status }) => status === 429));
    assert.match(metrics.text(), /gyeot_http_limited_total [1-9]/);
  });
});
