/**
 * The guard: re-reads a model's text sentence by sentence, strikes what does not match the facts and puts the template's
 * sentence in its place, then adds what the model left out. The result holds every fact of the template and nothing else.
 */
import type { Language } from "./answer.ts";
import { checkSentence } from "./check-sentence.ts";
import type { GroundFact } from "./ground-fact.ts";
import { grounds } from "./grounds.ts";
import { maskNames } from "./mask-names.ts";
import { numberWords } from "./number-words.ts";
import { readFigures } from "./read-figures.ts";
import { splitSentences } from "./split-sentences.ts";

export interface GroundedWording {
  readonly text: string;
  /** Sentences that were struck, each with its reason. */
  readonly struck: readonly string[];
  /** How many of the model's sentences stand. */
  readonly kept: number;
}

/** A model that repeats itself is cut here; no template has as many sentences. */
const SENTENCES_MAX = 40;

export function groundWording(
  text: string,
  facts: readonly GroundFact[],
  template: readonly string[],
  language: Language,
): GroundedWording {
  const ground = grounds(facts, template);
  const struck: string[] = [];
  const result: string[] = [];
  const open = [...template];
  let kept = 0;
  const said = new Set<string>();
  for (const sentence of splitSentences(text).slice(0, SENTENCES_MAX)) {
    const reason = said.has(sentence) ? "said before" : checkSentence(sentence, ground, language);
    said.add(sentence);
    if (reason === null) {
      kept += 1;
      result.push(sentence);
      cover(open, sentence, ground.names);
      continue;
    }
    struck.push(`${sentence} [${reason}]`);
    const replacement = open.shift();
    if (replacement) {
      result.push(replacement);
    }
  }
  return { text: [...result, ...open].join(" "), struck, kept };
}

/** Takes out of `open` the template sentences whose figures the kept sentence says. */
function cover(open: string[], sentence: string, names: readonly string[]): void {
  const figuresOf = (text: string): string[] =>
    readFigures(numberWords(maskNames(text, names))).map(
      ({ kind, unit, value, key }) => `${kind} ${unit} ${value} ${key}`,
    );
  const spoken = new Set(figuresOf(sentence));
  const tight = sentence.replace(/\s+/g, "");
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const each = open[index] as string;
    const needed = figuresOf(each).filter((figure) => !figure.startsWith("range"));
    const same = each.replace(/\s+/g, "") === tight;
    if (same || (needed.length > 0 && needed.every((figure) => spoken.has(figure)))) {
      open.splice(index, 1);
    }
  }
}
