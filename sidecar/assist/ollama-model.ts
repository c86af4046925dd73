/**
 * A model on an Ollama server of this machine, as a stream of words within bounds: it must accept a connection in 2 s, say
 * its first word in 15 s, never pause longer than that, be done in 60 s and say no more than 4 KiB. Otherwise it throws an
 * AppError that says what it did; the template speaks then.
 */
import { Ollama } from "ollama/browser";
import { AppError } from "../base/app-error.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { Deadline } from "./deadline.ts";
import { loopbackUrl } from "./loopback-url.ts";
import type { PromptMessage } from "./prompts/wording-prompt.ts";

export interface ModelBounds {
  readonly connectMs: number;
  /** To the first word, and between words. */
  readonly wordMs: number;
  readonly totalMs: number;
  readonly outputBytes: number;
  /** On the wire: JSON around each token is some forty times its text. */
  readonly wireBytes: number;
}

const BOUNDS: ModelBounds = {
  connectMs: 2_000,
  wordMs: 15_000,
  totalMs: 60_000,
  outputBytes: 4_096,
  wireBytes: 1_048_576,
};

/** A list of some hundred models; protects the process from a server that is none. */
const LIST_BYTES_MAX = 262_144;

/** Tokens the server is told to stop at; 4 KiB of Korean. */
const TOKENS_MAX = 700;

export class OllamaModel {
  readonly #url: URL;
  #name: string;
  readonly #bounds: ModelBounds;

  /** Empty: the first one the server has. Throws when the address is not on this machine. */
  constructor(url: string, name: string, bounds: Partial<ModelBounds> = {}) {
    this.#url = loopbackUrl(url);
    this.#name = name;
    this.#bounds = { ...BOUNDS, ...bounds };
  }

  /** Empty until the server was asked for its first model. */
  get name(): string {
    return this.#name;
  }

  /** The model's words as they come. */
  async *word(messages: readonly PromptMessage[], signal: AbortSignal): AsyncGenerator<string> {
    const { wordMs, totalMs, outputBytes, wireBytes } = this.#bounds;
    const total = new Deadline(signal, totalMs);
    const silence = new Deadline(total.signal, wordMs);
    try {
      await this.#connect(silence.signal);
      silence.restart();
      const fetch = boundedFetch({ origin: this.#url.origin, signal: silence.signal, bytesMax: wireBytes });
      const client = new Ollama({ host: this.#url.origin, fetch });
      const options = { temperature: 0.2, num_predict: TOKENS_MAX };
      const parts = await client.chat({ model: this.#name, messages: [...messages], stream: true, options });
      let bytes = 0;
      for await (const part of parts) {
        const text = textOf(part);
        bytes += Buffer.byteLength(text);
        if (bytes > outputBytes) {
          throw new AppError("message_too_large", `the model wrote more than ${outputBytes / 1024} KiB`);
        }
        if (text !== "") {
          silence.restart();
          yield text;
        }
      }
    } catch (error) {
      throw this.#reasonOf(error, silence, total);
    } finally {
      // Whoever stops listening in the middle leaves no request behind.
      silence.expire();
      silence.clear();
      total.clear();
    }
  }

  /** A server that hangs is found out before the prompt is sent; a proxy's HTML page as well. */
  async #connect(signal: AbortSignal): Promise<void> {
    const { connectMs } = this.#bounds;
    const deadline = new Deadline(signal, connectMs);
    const fetch = boundedFetch({
      origin: this.#url.origin,
      signal: deadline.signal,
      bytesMax: LIST_BYTES_MAX,
    });
    const get = async (path: string): Promise<unknown> => (await fetch(`${this.#url.origin}${path}`)).json();
    try {
      const { version } = (await get("/api/version")) as { version?: unknown };
      if (typeof version !== "string") {
        throw new AppError("unavailable", "the server at --ollama is not an Ollama server");
      }
      if (this.#name === "") {
        this.#name = firstModel(await get("/api/tags"));
      }
    } catch (error) {
      if (error instanceof AppError) {
        throw error;
      }
      const how = deadline.expired ? `did not answer within ${connectMs / 1000} s` : "cannot be reached";
      throw new AppError("unavailable", `the model server ${how}`, error);
    } finally {
      deadline.clear();
    }
  }

  #reasonOf(error: unknown, silence: Deadline, total: Deadline): AppError {
    const { wordMs, totalMs } = this.#bounds;
    // fetch wraps what went wrong.
    const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : error;
    if (cause instanceof AppError) {
      return cause;
    }
    if (total.expired) {
      return new AppError("deadline_exceeded", `the model was not done within ${totalMs / 1000} s`, error);
    }
    if (silence.expired) {
      return new AppError("deadline_exceeded", `the model said nothing for ${wordMs / 1000} s`, error);
    }
    if (silence.signal.aborted) {
      return new AppError("unavailable", "the question was withdrawn", error);
    }
    const message = error instanceof Error ? error.message : String(error);
    return new AppError("unavailable", `the model failed: ${message.slice(0, 200)}`, error);
  }
}

function firstModel(list: unknown): string {
  const { models } = list as { models?: readonly { readonly name?: unknown }[] };
  const name = models?.[0]?.name;
  if (typeof name !== "string" || name === "") {
    throw new AppError("unavailable", "the Ollama server has no model: give it one, or name it with --model");
  }
  return name;
}

function textOf(part: unknown): string {
  const content = (part as { message?: { content?: unknown } } | null)?.message?.content;
  return typeof content === "string" ? content : "";
}
