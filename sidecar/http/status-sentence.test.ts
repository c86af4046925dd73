import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiServer } from "./api-types.ts";
import { eventWords } from "./event-words.ts";
import { type StatusInput, statusSentence } from "./status-sentence.ts";

const server: ApiServer = {
  was: "shop-1",
  node: "a",
  state: "up",
  lastSeenMs: 1_000,
  server: "Apache Tomcat/10.1.59",
  jvm: "17",
  startedMs: 0,
  sessionMode: "clustered",
  sessionHook: "tomcat-10.1",
  tps: 10,
  p95Us: 20_000,
  errorShare: 0,
  cpu: 0.2,
  systemCpu: 0.3,
  heapUsedBytes: 400,
  heapUsedAfterGcBytes: 300,
  heapMaxBytes: 1_000,
  gcShare: 0.01,
  threads: 50,
  connectors: [],
  jdbcPools: [],
  inFlight: [1, 0, 0, 0],
  nearSessions: 3,
  agentCpu: 0.001,
  heapPools: [],
};
const calm: StatusInput = {
  servers: [server],
  count: 600,
  errors: 0,
  p95Us: 20_000,
  usualP95Us: 20_000,
  grid: "clustered",
  users: { count: 1_204, error: 0.0081 },
  usersLastWeek: null,
  since: () => 5_000,
};

describe("status-sentence", () => {
  it("is calm, with the error bound, and compares only with what is stored", () => {
    assert.deepEqual(statusSentence(calm), {
      level: "ok",
      ko: "정상입니다. 동시접속 1,204명(±0.8%)입니다.",
      en: "All is well. 1,204 users (±0.8%) at the same time.",
      sinceMs: null,
    });
    assert.equal(
      statusSentence({ ...calm, usersLastWeek: 1_169 }).ko,
      "정상입니다. 동시접속 1,204명(±0.8%), 지난주 같은 시각과 비슷합니다.",
    );
    assert.equal(
      statusSentence({ ...calm, usersLastWeek: 1_000 }).ko,
      "정상입니다. 동시접속 1,204명(±0.8%), 지난주 같은 시각보다 20.4% 많습니다.",
    );
  });

  it("says that it does not know yet", () => {
    const none = { ...calm, servers: [], count: 0, p95Us: null, usualP95Us: null };
    const { level, ko } = statusSentence(none);
    assert.equal(level, "unknown");
    assert.match(ko, /아직 자료가 없습니다/);
  });

  it("says what is wrong, and since when", () => {
    const down = statusSentence({ ...calm, servers: [{ ...server, state: "down" }] });
    assert.deepEqual([down.level, down.sinceMs], ["bad", 1_000]);
    assert.match(down.ko, /shop-1 서버가 응답하지 않습니다/);
    const degraded = statusSentence({ ...calm, grid: "degraded" });
    assert.deepEqual([degraded.level, degraded.sinceMs], ["watch", 5_000]);
    assert.match(degraded.en, /one side only/);
    assert.equal(statusSentence({ ...calm, errors: 60 }).level, "bad");
    assert.equal(statusSentence({ ...calm, count: 10, errors: 6 }).level, "ok");
  });

  it("notices slowness against the usual, not against a fixed line", () => {
    const slow = statusSentence({ ...calm, p95Us: 2_400_000, usualP95Us: 400_000 });
    assert.equal(slow.level, "watch");
    assert.match(slow.ko, /p95가 2\.4초로 평소\(400ms\)보다 느립니다/);
    assert.equal(statusSentence({ ...calm, p95Us: 2_400_000, usualP95Us: 2_000_000 }).level, "ok");
    assert.equal(statusSentence({ ...calm, p95Us: 90_000, usualP95Us: 5_000 }).level, "ok");
  });
});

describe("event-words", () => {
  const event = { atMs: 1, subject: "b", durationMs: 0, detail: "" };

  it("says an event in Korean and English, with the particle the name asks for", () => {
    const dead = eventWords({ ...event, kind: "member_dead", durationMs: 90_000 });
    assert.equal(dead.ko, "사이드카 b가 응답하지 않습니다.");
    assert.equal(dead.durationMs, 0);
    assert.equal(
      eventWords({ ...event, kind: "agent_gone", subject: "매장" }).ko,
      "WAS 매장이 끊어졌습니다.",
    );
    assert.match(eventWords({ ...event, kind: "degraded" }).ko, /1부로 줄었습니다\(degraded\)/);
  });

  it("says how long only what has ended", () => {
    const back = eventWords({ ...event, kind: "member_alive", durationMs: 2_340 });
    assert.equal(back.ko, "사이드카 b가 다시 연결되었습니다. (2.3초 만)");
    assert.equal(back.en, "Sidecar b is connected again. (after 2.3 s)");
  });

  it("shows a kind it does not know as it is", () => {
    assert.equal(eventWords({ ...event, kind: "new_thing", detail: "x" }).ko, "new_thing · b · x");
  });
});
