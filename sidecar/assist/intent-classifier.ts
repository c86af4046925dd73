/**
 * A small linear classifier of short questions: multinomial logistic regression on hashed n-grams of letters (Korean
 * syllables and their jamo, so that a wrong vowel or a missing space still looks alike). Trained from the example sentences
 * in the repository when the process starts, always in the same order: the same examples give the same weights.
 */
import { normaliseQuestion } from "./normalise-question.ts";
import type { Intent } from "./plan.ts";

export interface IntentExample {
  readonly intent: Intent;
  readonly text: string;
}

export interface IntentGuess {
  readonly intent: Intent;
  /** Probability of the intent, 0..1. */
  readonly confidence: number;
}

/** Power of two; 16 Ki features keep collisions rare for some ten thousand different n-grams. */
const FEATURES = 1 << 14;
const EPOCHS = 30;
const RATE = 0.8;
const DECAY = 1e-5;

export class IntentClassifier {
  readonly #intents: readonly Intent[];
  readonly #weights: readonly Float32Array[];

  constructor(examples: readonly IntentExample[]) {
    this.#intents = [...new Set(examples.map(({ intent }) => intent))];
    this.#weights = this.#intents.map(() => new Float32Array(FEATURES + 1));
    const rows = examples.map(({ intent, text }) => ({
      features: featuresOf(normaliseQuestion(text)),
      target: this.#intents.indexOf(intent),
    }));
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      // A stride coprime to most lengths visits all rows in a mixed, repeatable order.
      for (let index = 0; index < rows.length; index += 1) {
        const row = rows[(index * 7919 + epoch * 104_729) % rows.length];
        if (row) {
          this.#learn(row.features, row.target, RATE / (1 + epoch * 0.2));
        }
      }
    }
  }

  classify(text: string): IntentGuess {
    const features = featuresOf(text);
    if (features.length === 0) {
      return { intent: "unknown", confidence: 0 };
    }
    const probabilities = this.#probabilities(features);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { intent: this.#intents[best] ?? "unknown", confidence: probabilities[best] ?? 0 };
  }

  #learn(features: readonly Feature[], target: number, rate: number): void {
    const probabilities = this.#probabilities(features);
    for (const [index, weights] of this.#weights.entries()) {
      const error = (index === target ? 1 : 0) - (probabilities[index] ?? 0);
      for (const { slot, weight } of features) {
        const old = weights[slot] as number;
        weights[slot] = old + rate * (error * weight - DECAY * old);
      }
      weights[FEATURES] = (weights[FEATURES] as number) + rate * 0.1 * error;
    }
  }

  #probabilities(features: readonly Feature[]): number[] {
    const scores = this.#weights.map((weights) =>
      features.reduce(
        (sum, { slot, weight }) => sum + weight * (weights[slot] as number),
        weights[FEATURES] as number,
      ),
    );
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  }
}

interface Feature {
  readonly slot: number;
  readonly weight: number;
}

/** N-grams of syllables (1..3) and of jamo (3..5) without spaces, plus Latin words; unit length. */
function featuresOf(text: string): Feature[] {
  const tight = `^${text.replace(/\d+/g, "0").replace(/[^\p{L}0]+/gu, "")}$`;
  const counts = new Map<number, number>();
  const add = (gram: string): void => {
    const slot = hash(gram);
    counts.set(slot, (counts.get(slot) ?? 0) + 1);
  };
  const syllables = [...tight];
  for (const size of [1, 2, 3]) {
    for (let start = 0; start + size <= syllables.length; start += 1) {
      add(`s${size}${syllables.slice(start, start + size).join("")}`);
    }
  }
  const jamo = [...tight.normalize("NFD")];
  for (const size of [3, 4, 5]) {
    for (let start = 0; start + size <= jamo.length; start += 1) {
      add(`j${jamo.slice(start, start + size).join("")}`);
    }
  }
  for (const word of text.match(/[a-z]+/g) ?? []) {
    add(`w${word}`);
  }
  if (syllables.length <= 2) {
    return [];
  }
  const weights = [...counts].map(([slot, count]) => ({ slot, weight: 1 + Math.log(count) }));
  const length = Math.hypot(...weights.map(({ weight }) => weight));
  return weights.map(({ slot, weight }) => ({ slot, weight: (2 * weight) / length }));
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) & (FEATURES - 1);
}
