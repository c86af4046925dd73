import { AppError } from "../base/app-error.ts";

/** A range of time asked for. */
export interface RouteRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly was: string | undefined;
}

const TEXT_CHARACTERS_MAX = 200;
/** A range longer than two years and a bit was never stored. */
const RANGE_MS_MAX = 900 * 86_400_000;
const DEFAULT_RANGE_MS = 15 * 60_000;

/** The query part of an address, read strictly: what is not a plain text or number throws `invalid_argument`. */
export class RouteQuery {
  readonly #query: Readonly<Record<string, unknown>>;

  constructor(query: Readonly<Record<string, unknown>>) {
    this.#query = query;
  }

  /** Undefined when it is absent or empty. */
  text(name: string): string | undefined {
    const value = Object.hasOwn(this.#query, name) ? this.#query[name] : undefined;
    if (value === undefined || value === "") {
      return undefined;
    }
    if (typeof value !== "string" || value.length > TEXT_CHARACTERS_MAX) {
      throw new AppError(
        "invalid_argument",
        `${name} must be one text of at most ${TEXT_CHARACTERS_MAX} characters.`,
      );
    }
    return value;
  }

  /** A whole number within bounds. */
  number(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) {
      return undefined;
    }
    const value = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new AppError("invalid_argument", `${name} must be a whole number from ${least} to ${most}.`);
    }
    return value;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const text = this.text(name);
    const found = choices.find((choice) => choice === text);
    if (text !== undefined && found === undefined) {
      throw new AppError("invalid_argument", `${name} must be one of ${choices.join(", ")}.`);
    }
    return found ?? fallback;
  }

  flag(name: string): boolean {
    return this.text(name) === "1";
  }

  /** `from`, `to`, `was`; the last quarter of an hour when neither end is given. */
  range(nowMs: number): RouteRange {
    const toMs = this.number("to", 0, MS_MAX) ?? nowMs;
    const fromMs = this.number("from", 0, MS_MAX) ?? toMs - DEFAULT_RANGE_MS;
    if (!(fromMs < toMs && toMs - fromMs <= RANGE_MS_MAX)) {
      throw new AppError("invalid_argument", "from must be before to, by at most 900 days.");
    }
    return { fromMs, toMs, was: this.text("was") };
  }
}

/** The year 2286. */
const MS_MAX = 9_999_999_999_999;
