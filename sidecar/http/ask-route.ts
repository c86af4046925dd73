import type { Request, RequestHandler, Response } from "express";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { ApiAnswerPart, ApiQuestion } from "./api-answer-types.ts";

/** Who answers questions: a port; the assist fills it. */
export interface AskPort {
  readonly ask: (question: ApiQuestion, signal: AbortSignal) => AsyncIterable<ApiAnswerPart>;
}

/** Each may hold a model; more at once only make all of them late. */
const ASKED_AT_ONCE_MAX = 4;
const QUESTION_CHARACTERS_MAX = 2_000;
/** A model on a small machine takes its time; past it the template has long answered. */
const ANSWER_MS_MAX = 120_000;

/** POST /api/ask: a question in, JSON lines out as the answer comes to be. Ends when the asker goes away. */
export function askRoute(ask: AskPort, clock: Clock): RequestHandler {
  let asked = 0;
  return async (request: Request, response: Response) => {
    const question = questionOf(request.body);
    if (asked >= ASKED_AT_ONCE_MAX) {
      throw new AppError("too_many", "Other questions are being answered; ask again in a moment.");
    }
    asked++;
    const abort = new AbortController();
    const cancel = clock.after(ANSWER_MS_MAX, () => abort.abort());
    response.on("close", () => abort.abort());
    try {
      await stream(ask.ask(question, abort.signal), response);
    } finally {
      cancel();
      asked--;
    }
  };
}

async function stream(parts: AsyncIterable<ApiAnswerPart>, response: Response): Promise<void> {
  for await (const part of parts) {
    if (response.destroyed) {
      return;
    }
    // Headers go with the first part, so that a failure before it is answered as one.
    if (!response.headersSent) {
      response.status(200).type("application/x-ndjson");
    }
    response.write(`${JSON.stringify(part)}\n`);
  }
  response.end();
}

function questionOf(body: unknown): ApiQuestion {
  const { text, language, fromMs, toMs } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof text !== "string" || text.trim() === "" || text.length > QUESTION_CHARACTERS_MAX) {
    const limit = `text must be a question of at most ${QUESTION_CHARACTERS_MAX} characters.`;
    throw new AppError("invalid_argument", limit);
  }
  if (language !== "ko" && language !== "en") {
    throw new AppError("invalid_argument", 'language must be "ko" or "en".');
  }
  const range =
    typeof fromMs === "number" && typeof toMs === "number" && fromMs >= 0 && fromMs < toMs
      ? { fromMs, toMs }
      : {};
  return { text, language, ...range };
}
