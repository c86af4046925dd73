import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { IntentClassifier } from "./intent-classifier.ts";
import { intentExamples } from "./intent-examples.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { SiteTime } from "./site-time.ts";
import { understand } from "./understand.ts";

const classifier = new IntentClassifier(intentExamples);
const seoul = new SiteTime("Asia/Seoul");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 2026-11-23 11:25:34.567 in Seoul, a Monday. */
const NOW_MS = Date.UTC(2026, 10, 23, 2, 25, 34, 567);

function plan(text: string, nowMs = NOW_MS, site = seoul, page: Plan["window"] | null = null): Plan {
  return makePlan({ understood: understand(text, classifier), nowMs, site, page, was: null });
}

const at = (text: string): number => Date.parse(`${text}+09:00`);

describe("makePlan", () => {
  it("resolves the time words of a question in the site's zone", () => {
    for (const [text, from, to] of [
      ["지금 상태 어때?", "2026-11-23T11:20:34", "2026-11-23T11:25:34"],
      ["최근 10분 접속자 수", "2026-11-23T11:15:34", "2026-11-23T11:25:34"],
      ["최근 한 시간 동안 느린 거래", "2026-11-23T10:25:34", "2026-11-23T11:25:34"],
      ["slow requests in the last hour", "2026-11-23T10:25:34", "2026-11-23T11:25:34"],
      ["오늘 느린 거래 보여줘", "2026-11-23T00:00:00", "2026-11-23T11:25:34"],
      ["어제 느린 거래 보여줘", "2026-11-22T00:00:00", "2026-11-23T00:00:00"],
      ["어제 이 시간 느린 거래 보여줘", "2026-11-22T10:25:00", "2026-11-22T11:25:00"],
      ["지난주 같은 시간대 느린 거래", "2026-11-16T10:25:00", "2026-11-16T11:25:00"],
    ] as const) {
      const { window } = plan(text);
      assert.deepEqual([window.fromMs, window.toMs], [at(from), at(to)], text);
    }
  });

  it("compares windows that begin and end with what is kept of them", () => {
    const yesterday = plan("어제 같은 시간대 동시접속자와 시스템 사용률 비교해줘");
    assert.deepEqual(yesterday.window, {
      fromMs: at("2026-11-23T10:25:00"),
      toMs: at("2026-11-23T11:25:00"),
    });
    assert.equal(yesterday.baseline?.fromMs, at("2026-11-22T10:25:00"));
    assert.equal(yesterday.history.length, 7);
    const week = plan("지난 주 같은 요일 동시접속자와 시스템 사용률 비교해줘");
    assert.equal(week.baseline?.daysBack, 7);
    assert.equal(week.baseline?.fromMs, at("2026-11-16T10:25:00"));
    assert.deepEqual(
      week.history.map(({ fromMs }) => (week.window.fromMs - fromMs) / DAY_MS),
      [7, 14, 21, 28],
    );
    const day = plan("오늘과 어제 비교해줘");
    assert.equal(day.window.fromMs, at("2026-11-23T00:00:00"));
    assert.equal(plan("3일 전 같은 시간과 비교해줘").baseline?.daysBack, 3);
    assert.equal(plan("최근 10분을 어제와 비교해줘").window.fromMs, at("2026-11-23T11:15:00"));
  });

  it("never reads the future, keeps both windows equally long and aligned, whenever and wherever it is asked", () => {
    const zones = ["Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
    const questions = [
      "어제 같은 시간대와 비교해줘",
      "지난주 같은 요일과 비교해줘",
      "오늘과 어제 비교해줘",
      "최근 10분을 그저께와 비교해줘",
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.constantFrom(...zones),
        fc.constantFrom(...questions),
        (nowMs, zone, text) => {
          const site = new SiteTime(zone);
          const { window, baseline } = plan(text, nowMs, site);
          assert.ok(baseline);
          assert.ok(window.toMs <= nowMs && window.fromMs < window.toMs);
          assert.ok(window.toMs - window.fromMs <= DAY_MS);
          assert.equal(baseline.toMs - baseline.fromMs, window.toMs - window.fromMs);
          assert.equal(window.fromMs % MINUTE_MS, 0);
          const back = (window.fromMs - baseline.fromMs) / HOUR_MS;
          assert.ok(Math.abs(back - 24 * baseline.daysBack) <= 1, `${back} h`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("means what the page shows when the page looks at the past", () => {
    const page = { fromMs: NOW_MS - 3 * DAY_MS, toMs: NOW_MS - 2 * DAY_MS };
    assert.ok(plan("지금 상태 어때?", NOW_MS, seoul, page).window.toMs <= page.toMs);
    assert.ok(!plan("지금 상태 어때?", NOW_MS, seoul, page).steps.some(({ tool }) => tool === "servers"));
    const live = { fromMs: NOW_MS - 900_000, toMs: NOW_MS };
    assert.ok(plan("지금 상태 어때?", NOW_MS, seoul, live).steps.some(({ tool }) => tool === "servers"));
  });

  it("takes thresholds and numbers of rows from the words", () => {
    assert.equal(plan("두 시간 이상 접속한 사용자 보여줘").thresholdMs, 2 * HOUR_MS);
    assert.equal(plan("3초 넘는 거래 보여줘").thresholdMs, 3_000);
    assert.equal(plan("느린 거래 10개 보여줘").limit, 10);
    assert.equal(plan("느린 api top 3").limit, 3);
    assert.equal(plan("sessions older than 90 minutes").thresholdMs, 90 * MINUTE_MS);
  });
});
