/**
 * An abort signal that fires when its parent does or when its time is up, whichever is first. It holds its timer and listener
 * itself: AbortSignal.any over AbortSignal.timeout may be collected before it fires on Node 20. Always `clear` it.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #onParent = (): void => this.#controller.abort(this.#parent.reason);
  #expired = false;

  constructor(parent: AbortSignal, timeoutMs: number) {
    this.#parent = parent;
    this.#timer = setTimeout(() => this.expire(), timeoutMs);
    this.#timer.unref();
    parent.addEventListener("abort", this.#onParent, { once: true });
    if (parent.aborted) {
      this.#onParent();
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True when the time was up before the parent aborted. */
  get expired(): boolean {
    return this.#expired;
  }

  expire(): void {
    if (!this.signal.aborted) {
      this.#expired = true;
      this.#controller.abort(new DOMException("The time is up.", "TimeoutError"));
    }
  }

  /** Starts the time anew. */
  restart(): void {
    this.#timer.refresh();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#parent.removeEventListener("abort", this.#onParent);
  }
}
