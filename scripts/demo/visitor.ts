/**
 * A person before a browser: when a kill cut the connection, reloads once; whatever goes wrong then is an error the
 * user saw. A connection cut by nothing is an error at once. Long waits go to the tally.
 */
import { setTimeout as delay } from "node:timers/promises";
import { Browser, type BrowserOptions, type Reply, type Visit } from "./browser.ts";
import type { Tally } from "./tally.ts";

/** A whole answer. */
export type Answer = Extract<Reply, { kind: "answer" }>;

/** What came of a visit: the answer, or null when even the reload brought none. */
export interface Outcome {
  readonly answer: Answer | null;
  /** The first try was sent and never answered: what it asked for may have happened. */
  readonly resent: boolean;
}

/** A person looks at the broken page this long before reloading. */
const RELOAD_MS = 300;

export class Visitor {
  readonly name: string;
  readonly browser: Browser;
  readonly tally: Tally;
  #waitingSinceMs: number | null = null;

  constructor(options: BrowserOptions) {
    this.name = options.name;
    this.tally = options.tally;
    this.browser = new Browser(options);
  }

  /** `isSlow` keeps a query that is slow on purpose out of the waits, unless it had to be asked twice. */
  async visit(visit: Visit, isSlow = false): Promise<Outcome> {
    this.#waitingSinceMs ??= performance.now();
    const first = await this.browser.send(visit);
    if (first.kind === "answer") {
      this.#good(first, visit, isSlow);
      return { answer: first, resent: false };
    }
    this.tally.cutRequests++;
    if (!this.tally.isCutByKill(first.atMs)) {
      this.tally.error(`${this.name}: ${first.why}, and nothing was killed`);
    }
    await delay(RELOAD_MS);
    const second = await this.browser.send(visit);
    if (second.kind === "answer") {
      this.#good(second, visit, false);
      return { answer: second, resent: true };
    }
    this.tally.error(`${this.name}: ${second.why}, after a reload (first: ${first.why})`);
    return { answer: null, resent: true };
  }

  #good(answer: Answer, visit: Visit, isSlow: boolean): void {
    if (answer.status >= 500) {
      this.tally.error(`${this.name}: ${visit.method} ${visit.path} answered ${answer.status}`);
      return;
    }
    const nowMs = performance.now();
    const what = `${visit.method} ${visit.path}`;
    if (!isSlow) this.tally.waited(this.#waitingSinceMs ?? nowMs, nowMs, what);
    this.#waitingSinceMs = null;
  }
}
