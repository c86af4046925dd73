/**
 * Has a model word a draft and holds its words against the facts. Yields the words as they come (unchecked) and returns the
 * checked wording, or why the template must speak.
 */
import type { Language } from "./answer.ts";
import type { AnswerDraft } from "./answer-draft.ts";
import { type GroundedWording, groundWording } from "./ground-wording.ts";
import { masking } from "./masking.ts";
import type { OllamaModel } from "./ollama-model.ts";
import { plainText } from "./plain-text.ts";
import { PromptNames } from "./prompt-names.ts";
import { wordingPrompt } from "./prompts/wording-prompt.ts";

export type WordingResult =
  | { readonly kind: "worded"; readonly wording: GroundedWording }
  /** Nothing of what the model said matched the facts. */
  | { readonly kind: "unfounded"; readonly struck: readonly string[] };

export interface WordAnswerInput {
  readonly draft: AnswerDraft;
  readonly question: string;
  readonly language: Language;
  readonly model: OllamaModel;
}

/** Longest line of a fact that a prompt takes. */
const FACT_MAX = 200;

export async function* wordAnswer(
  { draft, question, language, model }: WordAnswerInput,
  signal: AbortSignal,
): AsyncGenerator<string, WordingResult> {
  const names = new PromptNames(draft.personal);
  const inert = (text: string, lengthMax: number): string => masking(names.hide(plainText(text, lengthMax)));
  const messages = wordingPrompt.messages({
    language,
    question: inert(question, 500),
    facts: draft.facts
      .filter(({ fact }) => fact.shown !== "")
      .map(({ fact, said }) => inert(`${fact.label}: ${[fact.shown, ...said].join(" / ")}`, FACT_MAX)),
    draft: draft.sentences.map((sentence) => inert(sentence, 1_000)).join(" "),
  });
  let text = "";
  for await (const piece of model.word(messages, signal)) {
    text += piece;
    const shown = names.restorePiece(plainPiece(piece));
    if (shown !== "") {
      yield shown;
    }
  }
  const rest = names.restore(names.rest());
  if (rest !== "") {
    yield rest;
  }
  const spoken = names.restore(text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, ""));
  const wording = groundWording(spoken, draft.facts, draft.sentences, language);
  return wording.kept === 0 ? { kind: "unfounded", struck: wording.struck } : { kind: "worded", wording };
}

function plainPiece(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, "");
}
