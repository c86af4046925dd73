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
const EPOCHS = 15;
const RATE = 0.8;

export class IntentClassifier {
  readonly #intents: readonly Intent[];
  /** One row of FEATURES weights and a bias for each intent. */
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
    if (features.slots.length === 0) {
      return { intent: "unknown", confidence: 0 };
    }
    const probabilities = this.#probabilities(features);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { intent: this.#intents[best] ?? "unknown", confidence: probabilities[best] ?? 0 };
  }

  #learn(features: Features, target: number, rate: number): void {
    const probabilities = this.#probabilities(features);
    for (const [index, weights] of this.#weights.entries()) {
      const error = (index === target ? 1 : 0) - (probabilities[index] ?? 0);
      const step = rate * error * features.weight;
      for (const slot of features.slots) {
        weights[slot] = (weights[slot] as number) + step;
      }
      weights[FEATURES] = (weights[FEATURES] as number) + rate * 0.1 * error;
    }
  }

  #probabilities({ slots, weight }: Features): number[] {
    const scores = this.#weights.map((weights) => {
      let sum = 0;
      for (const slot of slots) {
        sum += weights[slot] as number;
      }
      return sum * weight + (weights[FEATURES] as number);
    });
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  }
}

/** The n-grams of a text, each once, all with the weight that makes their vector two long. */
interface Features {
  readonly slots: Uint16Array;
  readonly weight: number;
}

/** N-grams of syllables (1..3) and of jamo (3..5) without spaces, plus Latin words. */
function featuresOf(text: string): Features {
  const tight = `^${text.replace(/\d+/g, "0").replace(/[^\p{L}0]+/gu, "")}$`;
  const slots = new Set<number>();
  const syllables = tight.normalize("NFC");
  for (const size of [1, 2, 3]) {
    for (let start = 0; start + size <= syllables.length; start += 1) {
      slots.add(hash(size, syllables, start, start + size));
    }
  }
  const jamo = tight.normalize("NFD");
  for (const size of [3, 4, 5]) {
    for (let start = 0; start + size <= jamo.length; start += 1) {
      slots.add(hash(10 + size, jamo, start, start + size));
    }
  }
  for (const word of text.match(/[a-z]+/g) ?? []) {
    slots.add(hash(20, word, 0, word.length));
  }
  const empty = syllables.length <= 2;
  return { slots: Uint16Array.from(empty ? [] : slots), weight: 2 / Math.sqrt(slots.size) };
}

/** FNV-1a over a part of a text. */
function hash(kind: number, text: string, start: number, end: number): number {
  let value = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let index = start; index < end; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) & (FEATURES - 1);
}
