/**
 * Answers questions from measured data: understand → plan → read → facts and template → (model words them → guard). Without
 * a model, or with one that is absent, slow or wrong, the template's words stand. Never throws for a question it cannot
 * answer: that is an answer, too.
 */

import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Answer, AnswerPart, Question, Wording } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import type { AssistSources, UserKey } from "./assist-sources.ts";
import { fallbackWords } from "./fallback-words.ts";
import { IntentClassifier } from "./intent-classifier.ts";
import { intentExamples } from "./intent-examples.ts";
import { type ModelBounds, OllamaModel } from "./ollama-model.ts";
import { prepareAnswer } from "./prepare-answer.ts";
import { wordingPrompt } from "./prompts/wording-prompt.ts";
import { SiteTime } from "./site-time.ts";
import { wordAnswer } from "./word-answer.ts";

export interface AssistOptions {
  readonly sources: AssistSources;
  /** Where the model is; null for templates only. */
  readonly ollama: {
    readonly url: string;
    readonly model: string;
    /** Tighter bounds, for tests. */
    readonly bounds?: Partial<ModelBounds>;
  } | null;
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
  const model =
    options.ollama === null
      ? null
      : new OllamaModel(options.ollama.url, options.ollama.model, options.ollama.bounds);
  const classifier = new IntentClassifier(intentExamples);
  let asked = 0;
  let speaking = 0;

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
      if (model === null || draft.fixedWords) {
        yield { kind: "done", answer };
        return;
      }
      yield* worded(answer, draft, question, model, signal);
    },
  };

  async function* worded(
    answer: Answer,
    draft: AnswerDraft,
    question: Question,
    speaker: OllamaModel,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerPart> {
    const done = (wording: Partial<Wording>, text: string = answer.text): AnswerPart => ({
      kind: "done",
      answer: { ...answer, text, wording: { ...answer.wording, ...wording } },
    });
    if (speaking >= SPEAKING_MAX) {
      yield done({ fallback: fallbackWords(question.language, "busy", "") });
      return;
    }
    speaking += 1;
    try {
      const input = { draft, question: question.text, language: question.language, model: speaker };
      const words = wordAnswer(input, signal);
      let step = await words.next();
      while (!step.done) {
        yield { kind: "delta", text: step.value };
        step = await words.next();
      }
      const said = { model: speaker.name, prompt: wordingPrompt.version };
      if (step.value.kind === "unfounded") {
        const { struck } = step.value;
        yield done({ ...said, struck, fallback: fallbackWords(question.language, "unfounded", "") });
        return;
      }
      const { text, struck } = step.value.wording;
      yield done({ ...said, by: "model", struck }, text);
    } catch (error) {
      const { message } = AppError.from(error);
      options.log.warnSometimes("the model did not word an answer", { reason: message });
      yield done({ fallback: fallbackWords(question.language, "failed", message) });
    } finally {
      speaking -= 1;
    }
  }
}

/** Answers a model words at the same time: a local model serves one after the other, more would only wait. */
const SPEAKING_MAX = 2;

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
