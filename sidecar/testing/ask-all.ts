/** Asks and waits for the end: the parts in order, and the last answer. For tests. */
import type { Answer, AnswerPart, Question } from "../assist/answer.ts";
import type { Assist } from "../assist/create-assist.ts";

export interface AskedAnswer {
  readonly parts: readonly AnswerPart[];
  readonly answer: Answer;
}

export async function askAll(
  assist: Assist,
  question: Question,
  signal: AbortSignal = new AbortController().signal,
): Promise<AskedAnswer> {
  const parts: AnswerPart[] = [];
  for await (const part of assist.ask(question, signal)) {
    parts.push(part);
  }
  const last = parts.at(-1);
  if (last?.kind !== "done") {
    throw new Error("The answer did not end.");
  }
  return { parts, answer: last.answer };
}
