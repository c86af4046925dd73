import type { GridParts } from "./grid-parts.ts";
import type { SessionIndex } from "./session-table.ts";

/** What Expiry does when it finds something. */
export interface ExpiryActions {
  /** Asks for the newest access anywhere and ends the session when it is idle everywhere. */
  readonly expire: (id: string) => Promise<void>;
  /** False for sessions another member looks after, so that listeners are fired once. */
  readonly onDuty: (id: string) => boolean;
  /** A tombstone whose time is over; without this it is removed at once. */
  readonly forget?: (id: string) => void;
}

/**
 * Tombstones outlive every partition that is survived, and every session's own timeout: what a member brings that was away
 * for longer is idle for longer than it may be, and ends for that.
 */
const TOMBSTONE_MS = 24 * 3_600_000;

/** A session without a timeout never grows too old by itself: a member that was away may bring it back for so long. */
const TIMELESS_TOMBSTONE_MS = 30 * TOMBSTONE_MS;

/** The container looks for idle sessions itself, up to once a minute; it is given the time to do so. */
const AGENT_SLACK_MS = 90_000;

/** Without any agent nobody else does; touches of an agent that just died may still be on their way. */
const ALONE_SLACK_MS = 5_000;

/** Sessions looked at in one turn: about 1 ms. */
const SLICE = 2_000;

/** Sessions ended in one turn: each is a change like any other. */
const EXPIRED_MAX = 50;

/** Ends sessions that no container looks after any more, and forgets tombstones whose time is over. */
export class Expiry {
  readonly #parts: GridParts;
  readonly #actions: ExpiryActions;
  #walk: IterableIterator<SessionIndex> | null = null;
  #running = false;

  constructor(parts: GridParts, actions: ExpiryActions) {
    this.#parts = parts;
    this.#actions = actions;
  }

  /** Looks at the next slice of the sessions; called once a second. */
  async turn(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      const idle = this.#slice();
      for (const id of idle.slice(0, EXPIRED_MAX)) await this.#actions.expire(id);
    } finally {
      this.#running = false;
    }
  }

  #slice(): string[] {
    this.#walk ??= this.#parts.table.indexes();
    const idle: string[] = [];
    for (let count = 0; count < SLICE; count += 1) {
      const next = this.#walk.next();
      if (next.done === true) {
        this.#walk = null;
        break;
      }
      if (next.value.dead !== null) this.#purge(next.value, next.value.dead.atMs);
      else if (this.#idle(next.value) && this.#actions.onDuty(next.value.id)) idle.push(next.value.id);
    }
    return idle;
  }

  #idle(index: SessionIndex): boolean {
    if (index.maxInactiveS <= 0 || index.lastAccessMs <= 0) return false;
    const slackMs = this.#parts.agents.count > 0 ? AGENT_SLACK_MS : ALONE_SLACK_MS;
    return this.#parts.guard.idleMs(index.lastAccessMs) > index.maxInactiveS * 1_000 + slackMs;
  }

  #purge(index: SessionIndex, diedMs: number): void {
    const timeoutMs = index.maxInactiveS * 1_000;
    const keptMs = timeoutMs > 0 ? Math.max(TOMBSTONE_MS, timeoutMs) : TIMELESS_TOMBSTONE_MS;
    if (this.#parts.guard.idleMs(diedMs) <= keptMs) return;
    if (this.#actions.forget === undefined) this.#parts.table.remove(index.id);
    else this.#actions.forget(index.id);
  }
}
