/**
 * Understands a question without a model: normalises it, reads the time words, decides the intent by rules and, where they
 * are silent, by the classifier, and names the one slot that is missing. Pure and deterministic.
 */
import type { IntentClassifier } from "./intent-classifier.ts";
import { intentRules } from "./intent-rules.ts";
import { normaliseQuestion } from "./normalise-question.ts";
import type { Intent } from "./plan.ts";
import { timeWords } from "./time-words.ts";
import type { Understanding } from "./understanding.ts";

/** Below this the classifier is guessing, and "I don't know" is the better answer. */
const CONFIDENCE_MIN = 0.45;

export function understand(question: string, classifier: IntentClassifier): Understanding {
  const text = normaliseQuestion(question);
  const time = timeWords(text);
  const ruled = intentRules(text);
  const guess = ruled === null ? classifier.classify(text) : { intent: ruled.intent, confidence: 1 };
  const intent: Intent = guess.confidence < CONFIDENCE_MIN ? "unknown" : guess.intent;
  const wanted = ruled?.wanted ?? (intent === "compare" && time.tooLong ? "long-history" : null);
  const limit = limitOf(text);
  return {
    intent: wanted === null ? intent : "unsupported",
    confidence: guess.confidence,
    time,
    limit,
    thresholdMs: thresholdOf(text),
    missing: intent === "compare" && wanted === null && time.daysBack === null ? "baseline" : null,
    wanted: intent === "unsupported" ? (wanted ?? "cause") : wanted,
  };
}

function limitOf(text: string): number | null {
  const match =
    /(?:상위|top|가장 \S+|first)\s?(\d{1,3})(?!\s?(?:시간|분|초|일))/.exec(text) ??
    /(\d{1,3})\s?(?:개|건|명|sessions|users|rows|transactions|requests)(?!월)/.exec(text);
  const value = match ? Number(match[1]) : 0;
  return value > 0 ? value : null;
}

const THRESHOLD_UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:밀리초|ms|milliseconds?)$/, 1],
  [/^(?:초|s|sec|seconds?)$/, 1000],
  [/^(?:분|min|mins|minutes?)$/, 60_000],
  [/^(?:시간|h|hours?)$/, 3_600_000],
  [/^(?:일|days?)$/, 86_400_000],
];

/** "2시간 이상", "3초 넘는", "over 2 hours", "longer than 500 ms". */
function thresholdOf(text: string): number | null {
  const unit = "밀리초|ms|milliseconds?|초|seconds?|sec|s|분|minutes?|mins?|시간|hours?|h|일|days?";
  const match =
    new RegExp(`(\\d+(?:\\.\\d+)?)\\s?(${unit})\\s?(?:이상|넘|초과|보다|or more|and up|plus|\\+)`).exec(
      text,
    ) ??
    new RegExp(`(?:over|than|above|exceeding|at least)\\s?(\\d+(?:\\.\\d+)?)\\s?(${unit})(?![a-z])`).exec(
      text,
    );
  if (!match) {
    return null;
  }
  const scale = THRESHOLD_UNITS.find(([pattern]) => pattern.test(match[2] as string))?.[1];
  return scale === undefined ? null : Number(match[1]) * scale;
}
