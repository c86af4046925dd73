import type { Clock } from "./clock.ts";

/** error: a person must act. warn: degraded and counted. info: lifecycle only. debug: off unless asked for. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** Values beside the message; units belong in the name (`waitedMs`). Never attribute values, tokens or keys. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where a Log writes and from when it takes the time. */
export interface LogOptions {
  readonly clock: Pick<Clock, "nowMs">;
  readonly write: (line: string) => void;
  /** The least important level that is written. */
  readonly level: LogLevel;
  readonly part: string;
}

const RANK: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };

/** A repeated warning is written once in this time, with the number of those left out. */
const REPEAT_MS = 60_000;

/** Different rate-limited messages remembered, so that a message built from input cannot grow the table. */
const REPEATS_MAX = 256;

/** One JSON line for each event: a constant message and fields. A line break in a value cannot forge a line. */
export class Log {
  readonly #options: LogOptions;
  readonly #repeats: Map<string, { sinceMs: number; suppressed: number }>;

  constructor(options: LogOptions, repeats = new Map<string, { sinceMs: number; suppressed: number }>()) {
    this.#options = options;
    this.#repeats = repeats;
  }

  /** The same log, speaking for `part`. */
  child(part: string): Log {
    return new Log({ ...this.#options, part }, this.#repeats);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#line("error", message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#line("warn", message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#line("info", message, fields);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#line("debug", message, fields);
  }

  /** A warning of a hot path: at most one a minute for each message, with the number suppressed. */
  warnSometimes(message: string, fields: LogFields = {}): void {
    const key = `${this.#options.part} ${message}`;
    const nowMs = this.#options.clock.nowMs();
    const before = this.#repeats.get(key);
    if (before !== undefined && Math.abs(nowMs - before.sinceMs) < REPEAT_MS) {
      before.suppressed += 1;
      return;
    }
    if (before === undefined && this.#repeats.size >= REPEATS_MAX) this.#repeats.clear();
    this.#repeats.set(key, { sinceMs: nowMs, suppressed: 0 });
    const suppressed = before?.suppressed ?? 0;
    this.#line("warn", message, suppressed > 0 ? { ...fields, suppressed } : fields);
  }

  #line(level: LogLevel, message: string, fields: LogFields): void {
    if (RANK[level] > RANK[this.#options.level]) return;
    const at = new Date(this.#options.clock.nowMs()).toISOString();
    const line = { at, level, part: this.#options.part, message, ...printable(fields) };
    this.#options.write(`${JSON.stringify(line)}\n`);
  }
}

/** Errors as their message and code; everything else as JSON has it. */
function printable(fields: LogFields): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Error) result[name] = errorText(value);
    else if (typeof value === "bigint") result[name] = value.toString();
    else result[name] = value;
  }
  return result;
}

function errorText(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${code}${error.message}${cause}`;
}
