import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import { systemClock } from "../base/system-clock.ts";
import { assistReadings } from "../http/assist-readings.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openLmdbStore } from "../store/open-lmdb-store.ts";
import { Telemetry } from "../telemetry/telemetry.ts";
import { askAll } from "../testing/ask-all.ts";
import { fixedSources } from "../testing/fixed-sources.ts";
import { history } from "../testing/history.ts";
import { quietLog } from "../testing/quiet-log.ts";
import type { Answer } from "./answer.ts";
import { type Assist, createAssist } from "./create-assist.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 2026-11-23 14:30:00 in Seoul, a Monday; nine days of history lie before it. */
const NOW_MS = Date.UTC(2026, 10, 23, 5, 30);

/**
 * What happened, by our own account: in the hour before now and at the same hour of each earlier day so many users, so many
 * requests a minute, such a CPU. All else is nearly silent.
 */
const SHAPE = { users: 100, perMinute: 240, cpu: 0.4, heapShare: 0.5, medianUs: 40_000 };
const TODAY = { users: 150, perMinute: 360, cpu: 0.55, heapShare: 0.6, medianUs: 80_000 };

function shapeAt(atMs: number): typeof SHAPE | null {
  const daysBack = Math.ceil((NOW_MS - atMs) / DAY_MS) - 1;
  const inHour = NOW_MS - daysBack * DAY_MS - atMs <= HOUR_MS;
  if (!inHour) {
    return null;
  }
  // The day before yesterday had a little less of everything, so that the normal band has a width.
  return daysBack === 0 ? TODAY : { ...SHAPE, users: SHAPE.users - (daysBack % 3) };
}

describe("answers over nine days in a real store", () => {
  const directory = mkdtempSync(join(tmpdir(), "gyeot-assist-"));
  let store: KvStore;
  let telemetry: Telemetry;
  let assist: Assist;

  before(async () => {
    const clock = { ...systemClock, nowMs: () => NOW_MS };
    store = openLmdbStore({ path: directory, clock: systemClock, log: quietLog() });
    await history({
      store,
      nowMs: NOW_MS,
      days: 9,
      seed: 7,
      minutesWithRows: 5,
      wases: ["shop-1"],
      change: (atMs, _was, shape) => ({
        ...shape,
        perMinute: 0.02,
        users: 3,
        ...shapeAt(atMs),
        errorShare: 0,
      }),
    });
    const shared = { clock, log: quietLog(), metrics: new MetricsRegistry() };
    telemetry = new Telemetry({ node: "a", store, retentionDays: 30, newId: "log", ...shared });
    const fixed = fixedSources();
    const sources = {
      ...assistReadings({ telemetry, overview: { servers: () => [] } as never, admin: {} as never }),
      servers: fixed.servers,
      grid: fixed.grid,
      sessions: async () => ({
        total: 4,
        sessions: [
          session("a1", "kim", "10.0.0.1", 5 * HOUR_MS, 10_000),
          session("b2", "lee", "10.0.0.1", 3 * HOUR_MS, 2 * HOUR_MS),
          session("c3", "park", "10.0.0.1", HOUR_MS / 2, 0),
          session("d4", "", "10.0.0.9", 60_000, 0),
        ],
      }),
    };
    assist = createAssist({
      sources,
      ollama: null,
      clock,
      timeZone: "Asia/Seoul",
      userKey: "session",
      log: quietLog(),
    });
  });

  after(async () => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const ask = async (text: string): Promise<Answer> =>
    (await askAll(assist, { text, language: "ko" })).answer;
  const value = (answer: Answer, id: string): number => {
    const found = answer.facts.find((fact) => fact.id === id)?.value;
    assert.equal(typeof found, "number", `${id} of ${answer.text}`);
    return found as number;
  };
  const near = (actual: number, expected: number, part: number, what: string): void =>
    assert.ok(Math.abs(actual - expected) <= part * expected, `${what}: ${actual}, expected ${expected}`);

  it("compares with the same time yesterday (scenario 1)", async () => {
    const answer = await ask("어제 같은 시간대 동시접속자와 시스템 사용률 비교해줘");
    assert.equal(answer.intent, "compare-yesterday");
    near(value(answer, "users.now"), 150, 0.03, "users now");
    near(value(answer, "users.then"), 99, 0.03, "users yesterday");
    near(value(answer, "users.change"), 150 / 99 - 1, 0.1, "change of users");
    near(value(answer, "rate.now"), 360 / 60, 0.001, "rate now");
    near(value(answer, "rate.then"), 240 / 60, 0.001, "rate yesterday");
    near(value(answer, "cpu.now"), 0.55, 0.001, "cpu now");
    near(value(answer, "cpu.then"), 0.4, 0.001, "cpu yesterday");
    near(value(answer, "memory.now"), 0.6, 0.001, "memory now");
    near(value(answer, "memory.then"), 0.5, 0.001, "memory yesterday");
    // A lognormal with sigma 0.7: the 95th percentile is e^(1.645 · 0.7) medians.
    near(value(answer, "latency.p95.now"), 80_000 * Math.exp(1.645 * 0.7), 0.08, "p95 now");
    near(value(answer, "latency.p95.then"), 40_000 * Math.exp(1.645 * 0.7), 0.08, "p95 yesterday");
    assert.match(answer.text, /13:30~14:30을 어제 같은 시간대\(11월 22일 13:30~14:30\)와 비교했습니다\./);
    assert.match(answer.text, /초당 거래는 6건\/초로 어제 4건\/초보다 50% 많습니다\./);
    assert.match(answer.text, /CPU 사용률은 55%로 어제 40%보다 15%p 높습니다\./);
    assert.match(answer.text, /동시접속은 평소 범위\(.*\)보다 많습니다\./);
    assert.match(answer.text, /느린 거래 보여줘/);
    assert.equal(value(answer, "band.samples"), 7);
    assert.equal(answer.charts.length, 3);
    const [now, then] = answer.charts[0]?.series ?? [];
    assert.equal(now?.points.length, 12);
    assert.equal(now?.points[0]?.[0], then?.points[0]?.[0]);
    assert.deepEqual(answer.unknown, []);
  });

  it("compares with the same day last week (scenario 2)", async () => {
    const answer = await ask("지난 주 같은 요일 동시접속자와 시스템 사용률 비교해줘");
    assert.equal(answer.intent, "compare-last-week");
    near(value(answer, "users.then"), 99, 0.03, "users last week");
    near(value(answer, "rate.then"), 4, 0.001, "rate last week");
    assert.match(
      answer.unknown.join(),
      /평소 범위는 아직 말할 수 없습니다: 같은 시간대 기록이 1주뿐입니다\./,
    );
  });

  it("says that two like days do not differ", async () => {
    const past = { fromMs: NOW_MS - 4 * DAY_MS - HOUR_MS, toMs: NOW_MS - 4 * DAY_MS };
    const question = { text: "3일 전 같은 시간대와 비교해줘", language: "ko", ...past } as const;
    const { answer } = await askAll(assist, question);
    assert.match(answer.text, /동시접속은 평균 .*3일 전 .*차이가 있다고 보기 어렵습니다\./);
    assert.match(answer.text, /CPU 사용률은 40%로 3일 전 40%와 차이가 있다고 보기 어렵습니다\./);
  });

  it("says since when there is a record", async () => {
    const answer = await ask("20일 전 같은 시간대와 비교해줘");
    assert.match(answer.text, /20일 전 자료가 없습니다: 기록은 11월 14일 14:00부터 있습니다\./);
  });

  it("tells the state now", async () => {
    const answer = await ask("지금 상태 어때?");
    near(value(answer, "users"), 150, 0.03, "users");
    near(value(answer, "rate"), 6, 0.01, "rate");
    near(value(answer, "cpu"), 0.55, 0.001, "cpu");
    near(value(answer, "memory"), 0.6, 0.001, "memory");
    assert.equal(value(answer, "errors.share"), 0);
  });

  it("shows slow endpoints and transactions that are there", async () => {
    const answer = await ask("최근 4분 동안 느린 거래 보여줘");
    const [endpoints, transactions] = answer.tables;
    assert.equal(endpoints?.rows.length, 5);
    assert.equal(transactions?.rows.length, 5);
    assert.match(transactions?.links[0] ?? "", /^#\/transactions\/[0-9a-f]{48}$/);
  });

  it("lists long sessions to act on (scenario 4)", async () => {
    const answer = await ask("장시간 접속 사용자 목록을 보여줘");
    assert.equal(value(answer, "sessions.total"), 4);
    assert.equal(value(answer, "sessions.long"), 2);
    assert.equal(value(answer, "sessions.idle"), 1);
    assert.equal(value(answer, "oldest.age"), 5 * HOUR_MS);
    assert.match(
      answer.text,
      /가장 오래된 세션은 kim의 것으로 5시간째 이어지고 있고, 마지막 사용은 10초 전입니다\./,
    );
    assert.match(answer.text, /주소 10\.0\.0\.1에서 세션 3개가 열려 있습니다\./);
    assert.deepEqual(answer.tables[0]?.links, [
      `#/sessions/${"a1".repeat(16)}`,
      `#/sessions/${"b2".repeat(16)}`,
    ]);
  });

  function session(key: string, user: string, address: string, ageMs: number, idleMs: number) {
    return {
      key: key.repeat(16),
      app: "/shop",
      user,
      address,
      was: "shop-1",
      createdMs: NOW_MS - ageMs,
      lastAccessMs: NOW_MS - idleMs,
      bytes: 512,
      copies: 2,
      writes: 12,
    };
  }
});
