/**
 * Keeps sign-ins and kills apart. A container changes the session id at sign-in, and when the answer that carries the new
 * id is cut, no server on earth can tell the browser: that is not what this story is about. Kills wait for sign-ins
 * under way, sign-ins wait while the gate is closed.
 */
import { setTimeout as delay } from "node:timers/promises";

const PAUSE_MS = 30;

export class LoginGate {
  #inside = 0;
  #isClosed = false;

  async pass<T>(signIn: () => Promise<T>): Promise<T> {
    while (this.#isClosed) await delay(PAUSE_MS);
    this.#inside++;
    try {
      return await signIn();
    } finally {
      this.#inside--;
    }
  }

  /** Resolves when nobody is inside. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#inside > 0) await delay(PAUSE_MS);
  }

  open(): void {
    this.#isClosed = false;
  }
}
