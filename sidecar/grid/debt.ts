/**
 * Sessions with changes the peer has not said it holds. The number of a change orders it: once the peer holds
 * change n of a session, it holds all before.
 */
export class Debt {
  readonly #owed = new Map<string, { number: number; readonly sinceMs: number }>();
  #number = 0;

  get size(): number {
    return this.#owed.size;
  }

  has(id: string): boolean {
    return this.#owed.has(id);
  }

  /** Notes a change of these sessions; returns its number for `paid`. */
  owe(ids: readonly string[], nowMs: number): number {
    this.#number += 1;
    for (const id of ids) {
      const owed = this.#owed.get(id);
      if (owed === undefined) this.#owed.set(id, { number: this.#number, sinceMs: nowMs });
      else owed.number = this.#number;
    }
    return this.#number;
  }

  /** The peer holds these sessions as of change `number`. */
  paid(ids: readonly string[], number: number): void {
    for (const id of ids) {
      const owed = this.#owed.get(id);
      if (owed !== undefined && owed.number <= number) this.#owed.delete(id);
    }
  }

  /** Number of the newest change, to be given to `paidUpTo` once the peer has caught up. */
  mark(): number {
    return this.#number;
  }

  paidUpTo(number: number): void {
    for (const [id, owed] of this.#owed) if (owed.number <= number) this.#owed.delete(id);
  }

  /** When the oldest change was made that is still owed; null when none is. */
  oldestMs(): number | null {
    for (const owed of this.#owed.values()) return owed.sinceMs;
    return null;
  }
}
