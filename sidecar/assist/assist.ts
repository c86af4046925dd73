/**
 * Answers questions from measured data: understand → plan → read → facts and template → (model words them → guard). Without
 * a model, or with one that is absent, slow or wrong, the template's words stand. Never throws for a question it cannot
 * answer: that is an answer, too.
 */
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Answer, AnswerPart, Question } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { AssistSources, UserKey } from "./assist-sources.ts";
import { IntentClassifier } from "./intent-classifier.ts";
import { INTENT_EXAMPLES } from "./intent-examples.ts";
import { prepareAnswer } from "./prepare-answer.ts";
import { SiteTime } from "./site-time.ts";

export interface AssistOptions {
  readonly sources: AssistSources;
  /** Where the model is; null for templates only. */
  readonly ollama: { readonly url: string; readonly model: string } | null;
  readonly clock: Pick<Clock, "nowMs">;
  /** IANA name, for example "Asia/Seoul". */
  readonly timeZone: string;
  /** By which users are told apart: "cookie" where one is configured, else "session". */
  readonly userKey: UserKey;
  readonly log: Pick<Log, "warnSometimes">;
}

export interface Assist {
  ask(question: Question, signal: AbortSignal): AsyncIterable<AnswerPart>;
}

export function createAssist(options: AssistOptions): Assist {
  const site = new SiteTime(options.timeZone);
  const classifier = new IntentClassifier(INTENT_EXAMPLES);
  let asked = 0;

  return {
    async *ask(question, signal) {
      const nowMs = options.clock.nowMs();
      const { sources, userKey } = options;
      const prepared = await prepareAnswer(question, { sources, site, classifier, userKey, nowMs }, signal);
      const { draft, plan } = prepared;
      for (const { tool, reason } of prepared.failures) {
        options.log.warnSometimes("a read for an answer failed", { tool, reason });
      }
      asked += 1;
      const answer = templateAnswer(`a${nowMs.toString(36)}-${asked}`, question, draft, intentName(plan));
      yield { kind: "facts", answer };
      yield { kind: "done", answer };
    },
  };
}

function templateAnswer(id: string, question: Question, draft: AnswerDraft, intent: string): Answer {
  return {
    id,
    question: question.text,
    intent,
    text: draft.text(),
    facts: draft.facts.map(({ fact }) => fact),
    charts: draft.charts,
    tables: draft.tables,
    unknown: draft.unknown,
    wording: { by: "template", model: null, prompt: null, fallback: null, struck: [] },
  };
}

/** The page and the tests know the two named comparisons by their own names. */
function intentName(plan: { intent: string; baseline: { daysBack: number } | null }): string {
  if (plan.intent !== "compare" || plan.baseline === null) {
    return plan.intent;
  }
  const named: Readonly<Record<number, string>> = { 1: "compare-yesterday", 7: "compare-last-week" };
  return named[plan.baseline.daysBack] ?? "compare-days";
}
