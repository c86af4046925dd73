/** The questions of this tab and their answers, kept over a reload. One question at a time; a new one waits for none. */
import { signal } from "@preact/signals";
import type { ApiAnswer, ApiError, ApiQuestion } from "../../sidecar/http/api-types.ts";
import { range } from "../state/range.ts";
import { RequestFailure } from "../state/request-failure.ts";
import { settings } from "../state/settings.ts";
import { readAnswerParts } from "./read-answer-parts.ts";

export interface Turn {
  readonly id: number;
  readonly question: string;
  readonly answer: ApiAnswer | null;
  /** The model's words so far, unchecked; null when none come. */
  readonly draft: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly state: "asking" | "wording" | "done" | "stopped" | "failed";
}

/** What one scrolls back to; the tab's storage holds about 5 MB. */
const TURNS_MAX = 30;
const STORE_KEY = "gyeot.conversation";
/** As long as the sidecar takes. */
const QUESTION_CHARS_MAX = 500;
/** A model on a small machine may take this long; the sidecar gives up before. */
const DEADLINE_MS = 120_000;

const turns = signal<readonly Turn[]>(stored());
let running: { readonly id: number; readonly stop: AbortController } | null = null;

function stored(): Turn[] {
  try {
    const held = JSON.parse(sessionStorage.getItem(STORE_KEY) ?? "[]") as Turn[];
    return Array.isArray(held) ? held.filter((turn) => typeof turn?.question === "string") : [];
  } catch {
    // Storage forbidden or spoiled: the conversation begins anew.
    return [];
  }
}

function store(): void {
  try {
    sessionStorage.setItem(STORE_KEY, JSON.stringify(turns.peek()));
  } catch {
    // Full or forbidden: the conversation lives until the tab is reloaded.
  }
}

function change(id: number, part: Partial<Turn>): void {
  turns.value = turns.value.map((turn) => (turn.id === id ? { ...turn, ...part } : turn));
}

async function ask(text: string): Promise<void> {
  const question = text.trim().slice(0, QUESTION_CHARS_MAX);
  if (question === "") {
    return;
  }
  conversation.stop();
  const id = Math.max(0, ...turns.value.map((turn) => turn.id)) + 1;
  const stop = new AbortController();
  running = { id, stop };
  const turn: Turn = { id, question, answer: null, draft: null, failure: null, state: "asking" };
  turns.value = [...turns.value, turn].slice(-TURNS_MAX);
  try {
    await follow(id, question, AbortSignal.any([stop.signal, AbortSignal.timeout(DEADLINE_MS)]));
  } catch (cause) {
    fail(id, cause, stop.signal.aborted);
  }
  if (running?.id === id) {
    running = null;
  }
  store();
}

async function follow(id: number, text: string, signal: AbortSignal): Promise<void> {
  const { fromMs, toMs } = range.window();
  // Live is "now": only a range that was chosen changes what a question means.
  const shown = range.kind === "live" ? {} : { fromMs: Math.floor(fromMs), toMs: Math.ceil(toMs) };
  const body: ApiQuestion = { text, language: settings.language, ...shown };
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok || !response.body) {
    const error = (await response.json().catch(() => null)) as ApiError | null;
    throw new RequestFailure(
      error?.code ?? "http_error",
      error?.message ?? response.statusText,
      response.status,
    );
  }
  let draft = "";
  for await (const part of readAnswerParts(response.body)) {
    switch (part.kind) {
      case "facts":
        change(id, { answer: part.answer, state: "wording" });
        break;
      case "delta":
        draft += part.text;
        change(id, { draft });
        break;
      case "done":
        change(id, { answer: part.answer, draft: null, state: "done" });
        break;
    }
  }
  const turn = turns.value.find((one) => one.id === id);
  if (turn && turn.state !== "done") {
    throw new RequestFailure("cut", "The answer broke off.", 0);
  }
}

function fail(id: number, cause: unknown, stopped: boolean): void {
  const failure =
    cause instanceof RequestFailure
      ? { code: cause.code, message: cause.message }
      : { code: "offline", message: String(cause) };
  change(id, stopped ? { state: "stopped", draft: null } : { state: "failed", failure, draft: null });
}

export const conversation = {
  turns,
  ask,
  stop(): void {
    running?.stop.abort();
  },
  clear(): void {
    conversation.stop();
    turns.value = [];
    store();
  },
};
