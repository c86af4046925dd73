import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixedSources } from "../testing/fixed-sources.ts";
import type { Language } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { groundWording } from "./ground-wording.ts";
import { IntentClassifier } from "./intent-classifier.ts";
import { intentExamples } from "./intent-examples.ts";
import { prepareAnswer } from "./prepare-answer.ts";
import { SiteTime } from "./site-time.ts";

const classifier = new IntentClassifier(intentExamples);
/** 2026-11-23 11:25:34 in Seoul. */
const NOW_MS = Date.UTC(2026, 10, 23, 2, 25, 34);

async function draft(language: Language, text: string): Promise<AnswerDraft> {
  const options = {
    sources: fixedSources(),
    site: new SiteTime("Asia/Seoul"),
    classifier,
    userKey: "session",
    nowMs: NOW_MS,
  } as const;
  return (await prepareAnswer({ text, language }, options, new AbortController().signal)).draft;
}

const guard = (made: AnswerDraft, text: string, language: Language = "ko") =>
  groundWording(text, made.facts, made.sentences, language);

describe("groundWording", () => {
  it("keeps other words for the same figures", async () => {
    const made = await draft("ko", "지금 상태 어때?");
    for (const text of [
      "현재 동시접속은 1,204명(±1.6%)이고 초당 12.3건/초를 처리하고 있습니다.",
      "응답시간 p95는 81ms입니다.",
      "CPU는 41.3%, 메모리는 62%를 쓰고 있습니다.",
      "응답하는 서버는 두 대입니다.",
      "지금 시스템은 정상입니다.",
      "CPU 사용률은 41%입니다.",
    ]) {
      assert.deepEqual(guard(made, text).struck, [], text);
    }
  });

  it("strikes figures, names, directions and claims that no fact has", async () => {
    const made = await draft("ko", "지금 상태 어때?");
    for (const text of [
      "동시접속은 1,304명입니다.",
      "동시접속은 천이백오 명입니다.",
      "CPU 사용률은 62%입니다.",
      "CPU 사용률은 41.35%입니다.",
      "메모리 사용률은 41.3%입니다.",
      "응답시간 p99는 81ms입니다.",
      "동시접속은 1,204명으로 어제보다 늘었습니다.",
      "동시접속은 1,204명이며 데이터베이스 때문에 느립니다.",
      "응답하는 서버는 세 대입니다.",
      "동시접속이 두 배입니다.",
      "shop-3 서버의 CPU는 41.3%입니다.",
      "Oracle의 CPU는 41.3%입니다.",
      "CPU 사용률은 41.3%이며 서버를 재시작해야 합니다.",
      "长江 CPU 41.3%",
      "11:20~11:35 기준 동시접속은 1,204명입니다.",
      "동시접속은 12억 명입니다.",
      "곧 장애가 발생할 것입니다.",
      "shop-1의 CPU 사용률은 41.3%입니다.",
      "동시접속은 1,204명 이상입니다.",
      "응답시간 p95는 최대 81ms입니다.",
      "문제가 있습니다.",
      "안녕하세요, 무엇이든 물어보세요.",
    ]) {
      const { struck, text: result } = guard(made, text);
      assert.equal(struck.length, 1, `${text} → ${result}`);
      assert.ok(!result.includes(text));
    }
  });

  it("strikes a sentence that was cut off", async () => {
    const made = await draft("ko", "지금 상태 어때?");
    assert.deepEqual(guard(made, "응답시간 p95는 81ms입니다. 동시접속은 1,204명").struck.length, 1);
  });

  it("lets the one server of a question stand beside its figures", async () => {
    const made = await draft("ko", "shop-1 상태 어때?");
    assert.deepEqual(guard(made, "shop-1의 CPU 사용률은 41.3%입니다.").struck, []);
    assert.equal(guard(made, "shop-2의 CPU 사용률은 41.3%입니다.").struck.length, 1);
  });

  it("puts the template's sentence in place and adds what was left out", async () => {
    const made = await draft("ko", "지금 상태 어때?");
    const { text, struck, kept } = guard(
      made,
      "동시접속은 9,999명입니다. 응답시간 p95는 81ms, 오류 비율은 0.1%입니다.",
    );
    assert.equal(kept, 1);
    assert.equal(struck.length, 1);
    assert.ok(text.includes("1,204명") && text.includes("41.3%") && !text.includes("9,999"));
    assert.equal(text.match(/81ms/g)?.length, 1);
  });

  it("is not fooled by a user whose name is a figure", async () => {
    const sources = {
      ...fixedSources(),
      sessions: async () => ({
        total: 1,
        sessions: [
          {
            key: "ab".repeat(16),
            app: "/shop",
            user: "9,999개",
            address: "10.0.0.7",
            was: "shop-1",
            createdMs: NOW_MS - 7_200_000,
            lastAccessMs: NOW_MS,
            bytes: 1,
            copies: 2,
            writes: 1,
          },
        ],
      }),
    };
    const site = new SiteTime("Asia/Seoul");
    const options = { sources, site, classifier, userKey: "session", nowMs: NOW_MS } as const;
    const question = { text: "장시간 접속 사용자 목록을 보여줘", language: "ko" } as const;
    const { draft: made } = await prepareAnswer(question, options, new AbortController().signal);
    assert.equal(guard(made, "세션은 9,999개입니다.").struck.length, 1);
  });

  it("knows the sides of a comparison", async () => {
    const sources = fixedSources();
    const options = {
      sources: {
        ...sources,
        series: async (range: Parameters<typeof sources.series>[0], signal: AbortSignal) =>
          (await sources.series(range, signal)).map((point) =>
            range.fromMs > NOW_MS - 40_000_000
              ? point
              : {
                  ...point,
                  users: { ...point.users, session: { count: 1_000, error: 0.0081 } },
                  cpu: 0.35,
                },
          ),
      },
      site: new SiteTime("Asia/Seoul"),
      classifier,
      userKey: "session",
      nowMs: NOW_MS,
    } as const;
    const question = { text: "어제 같은 시간대와 비교해줘", language: "ko" } as const;
    const { draft: made } = await prepareAnswer(question, options, new AbortController().signal);
    assert.deepEqual(guard(made, "동시접속은 1,204명으로 어제 1,000명보다 20.4% 늘었습니다.").struck, []);
    for (const text of [
      "동시접속은 1,000명으로 어제 1,204명보다 20.4% 많습니다.",
      "동시접속은 1,204명으로 어제 1,000명보다 20.4% 적습니다.",
      "CPU 사용률은 41.3%로 어제 35%보다 20.4% 높습니다.",
      "CPU 사용률은 41.3%로 어제 35%보다 6.3% 높습니다.",
      "동시접속은 어제 1,000명에서 −20.4% 변했습니다.",
    ]) {
      assert.equal(guard(made, text).struck.length, 1, text);
    }
  });
});
