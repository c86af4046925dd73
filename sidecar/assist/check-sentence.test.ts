import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fixedSources } from "../testing/fixed-sources.ts";
import type { Language } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { AssistSources } from "./assist-sources.ts";
import { checkSentence } from "./check-sentence.ts";
import { type Grounds, grounds } from "./grounds.ts";
import { IntentClassifier } from "./intent-classifier.ts";
import { intentExamples } from "./intent-examples.ts";
import { prepareAnswer } from "./prepare-answer.ts";
import { SiteTime } from "./site-time.ts";

const classifier = new IntentClassifier(intentExamples);
const site = new SiteTime("Asia/Seoul");
/** 2026-11-23 11:25:34 in Seoul. */
const NOW_MS = Date.UTC(2026, 10, 23, 2, 25, 34);

const QUESTIONS: readonly (readonly [Language, string])[] = [
  ["ko", "지금 상태 어때?"],
  ["ko", "어제 같은 시간대 동시접속자와 시스템 사용률 비교해줘"],
  ["ko", "지난 주 같은 요일 동시접속자와 시스템 사용률 비교해줘"],
  ["ko", "장시간 접속 사용자 목록을 보여줘"],
  ["ko", "방금 무슨 일이 있었어?"],
  ["ko", "느린 거래 보여줘"],
  ["ko", "지금 접속자 몇 명이야?"],
  ["en", "how is it going"],
  ["en", "compare with the same time yesterday"],
  ["en", "show long sessions"],
  ["en", "what just happened"],
  ["en", "show slow requests"],
  ["en", "how many users are there now"],
];

async function draftOf(language: Language, text: string, sources: AssistSources): Promise<AnswerDraft> {
  const options = { sources, site, classifier, userKey: "session", nowMs: NOW_MS } as const;
  return (await prepareAnswer({ text, language }, options, new AbortController().signal)).draft;
}

const distinct = fc.record({ count: fc.nat({ max: 300_000 }), error: fc.constantFrom(0, 0.0081) });
const point = fc.record({
  count: fc.nat({ max: 2_000_000 }),
  errors: fc.nat({ max: 40 }),
  p95Us: fc.option(fc.integer({ min: 1, max: 40_000_000 })),
  cpu: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  heapUsedBytes: fc.nat({ max: 1_000_000_000 }),
  users: fc.record({ address: distinct, session: distinct, cookie: distinct }),
});
const session = fc.record({
  key: fc.constant("8f1c"),
  app: fc.constant("/shop"),
  user: fc.constantFrom("", "홍길동", "user7", "kim.cs@example.com", "admin-2"),
  address: fc.constantFrom("10.0.0.7", "10.0.0.71", "192.168.10.4"),
  was: fc.constantFrom("shop-1", "shop-2"),
  createdMs: fc.integer({ min: NOW_MS - 90_000_000, max: NOW_MS }),
  lastAccessMs: fc.integer({ min: NOW_MS - 9_000_000, max: NOW_MS }),
  bytes: fc.nat(),
  copies: fc.constant(2),
  writes: fc.nat({ max: 500 }),
});
const server = fc.record({
  state: fc.constantFrom("up", "up", "stale", "down"),
  cpu: fc.constantFrom(0.3, 0.87, 0.991),
  heapUsedAfterGcBytes: fc.constantFrom(4e8, 8.31e8, 9.5e8),
  gcShare: fc.constantFrom(null, 0.01, 0.123),
  stuck: fc.constantFrom(0, 3, 17),
  sessionMode: fc.constantFrom("clustered", "local"),
});
const world = fc.record({
  servers: fc.array(server, { maxLength: 3 }),
  gridState: fc.constantFrom("clustered", "degraded", "recovering"),
  now: point,
  earlier: point,
  sessions: fc.array(session, { maxLength: 12 }),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function sourcesOf({ now, earlier, sessions, servers, gridState }: World): AssistSources {
  const fixed = fixedSources();
  return {
    ...fixed,
    series: async (range, signal) =>
      (await fixed.series(range, signal)).map((each) => ({
        ...each,
        ...(range.fromMs > NOW_MS - 80_000_000 ? now : earlier),
      })),
    servers: async (signal) => {
      const [first] = await fixed.servers(signal);
      assert.ok(first);
      return servers.map((each, index) => ({
        ...first,
        ...each,
        was: `shop-${index + 1}`,
        inFlight: [1, 0, 0, each.stuck] as const,
      }));
    },
    sessions: async () => ({ sessions, total: sessions.length }),
    grid: async (signal) => ({
      ...(await fixed.grid(signal)),
      state: gridState,
      events: [
        {
          atMs: NOW_MS - 120_000,
          kind: "member_dead",
          subject: "b",
          durationMs: 820,
          ko: "사이드카 b가 응답하지 않아 복구를 시작했습니다",
          en: "Sidecar b stopped answering",
        },
      ],
    }),
  };
}

/** Grounds without the template's own sentences, so that each is held against the facts. */
function strict(draft: AnswerDraft): Grounds {
  return { ...grounds(draft.facts, draft.sentences), sentences: new Set() };
}

describe("checkSentence", () => {
  it("lets every sentence of the template pass on its figures alone, whatever they are", async () => {
    const wrong = new Map<string, string>();
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(...QUESTIONS), async (figures, [language, question]) => {
        const draft = await draftOf(language, question, sourcesOf(figures));
        for (const sentence of draft.sentences.filter((text) => /\d/.test(text))) {
          const reason = checkSentence(sentence, strict(draft), language);
          if (reason !== null) {
            wrong.set(sentence.replace(/\d/g, "0"), `${sentence} [${reason}]`);
          }
        }
      }),
      { numRuns: 150 },
    );
    assert.deepEqual([...wrong.values()], []);
  });

  it("strikes a sentence when any digit of it is changed", async (t) => {
    let changed = 0;
    const missed: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.constantFrom(...QUESTIONS),
        fc.nat(),
        async (figures, [language, question], pick) => {
          const draft = await draftOf(language, question, sourcesOf(figures));
          const ground = grounds(draft.facts, draft.sentences);
          for (const sentence of draft.sentences) {
            for (const match of sentence.matchAll(/\d/g)) {
              const digit = String((Number(match[0]) + 1 + (pick % 9)) % 10);
              const wrong = sentence.slice(0, match.index) + digit + sentence.slice(match.index + 1);
              changed += 1;
              if (checkSentence(wrong, ground, language) === null) {
                missed.push(`${sentence} → ${wrong}`);
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    // What passes says a figure that is true of something else of the same kind: far less than one in a hundred.
    t.diagnostic(`${missed.length} of ${changed} passed`);
    assert.ok(missed.length <= changed / 100, missed.join("\n"));
    assert.ok(changed > 1000);
  });
});
