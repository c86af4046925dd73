import type { GridParts } from "./grid-parts.ts";

/** Sessions kept between requests: each saves its next request the way of what has not changed. */
const SESSIONS_MAX = 10_000;

/** Long before tombstones are forgotten: what is kept here must never bring a session back. */
const UNUSED_MS = 600_000;

/** What this member remembers of sessions it holds no copy of: never believed, only compared with what the copies say. */
export class StrictGuests {
  readonly #parts: GridParts;
  /** Since when not used, the oldest first. */
  readonly #usedMs = new Map<string, number>();

  constructor(parts: GridParts) {
    this.#parts = parts;
  }

  used(id: string): void {
    if (this.#parts.records.isHome(id)) return;
    const nowMs = this.#parts.options.clock.monotonicMs();
    if (nowMs - (this.#usedMs.get(id) ?? nowMs) > UNUSED_MS) this.#parts.guests.remove(id);
    this.#usedMs.delete(id);
    this.#usedMs.set(id, nowMs);
  }

  /** Once a second. */
  sweep(): void {
    const { guests, options } = this.#parts;
    const nowMs = options.clock.monotonicMs();
    for (const [id, usedMs] of this.#usedMs) {
      if (this.#usedMs.size <= SESSIONS_MAX && nowMs - usedMs <= UNUSED_MS) break;
      this.#usedMs.delete(id);
      guests.remove(id);
    }
    void guests.flush();
  }
}
