import { AppError } from "./app-error.ts";
import type { Log } from "./log.ts";

/** Something with a beginning and an end: a store, a server, a timer. Both may be left out. */
export interface Part {
  readonly name: string;
  readonly start?: () => Promise<void> | void;
  /** Must be safe to call after a failed start. */
  readonly stop?: () => Promise<void> | void;
}

/** What a Lifecycle needs. */
export interface LifecycleOptions {
  readonly log: Log;
  /** Each part may take this long to stop; then it is left behind and said so. */
  readonly stopDeadlineMs: number;
}

/**
 * Starts parts in order and stops them in reverse, once. A start that fails stops what had started and throws;
 * a stop that fails or hangs is logged and the others still stop.
 */
export class Lifecycle {
  readonly #options: LifecycleOptions;
  readonly #started: Part[] = [];
  #stopping: Promise<void> | undefined;

  constructor(options: LifecycleOptions) {
    this.#options = options;
  }

  /** The outermost edge comes last, so that it closes first. */
  async start(parts: readonly Part[]): Promise<void> {
    for (const part of parts) {
      this.#started.push(part);
      try {
        await part.start?.();
      } catch (cause) {
        await this.stop();
        throw cause;
      }
    }
  }

  /** Every call gets the same promise; it never rejects. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    while (true) {
      const part = this.#started.pop();
      if (part === undefined) return;
      try {
        await this.#stopOne(part);
      } catch (cause) {
        this.#options.log.error("a part did not stop cleanly", { name: part.name, cause });
      }
    }
  }

  async #stopOne(part: Part): Promise<void> {
    if (part.stop === undefined) return;
    const limitMs = this.#options.stopDeadlineMs;
    let cancel = (): void => {};
    const deadline = new Promise<never>((_resolve, reject) => {
      const timer = setTimeout(
        () => reject(new AppError("deadline_exceeded", `not stopped within ${limitMs} ms`)),
        limitMs,
      );
      cancel = () => clearTimeout(timer);
    });
    try {
      await Promise.race([Promise.resolve(part.stop()), deadline]);
    } finally {
      cancel();
    }
  }
}
