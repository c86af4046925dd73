/** Sessions remembered, and states of each: a difference is seldom more than a few changes late. */
const SESSIONS_MAX = 20_000;
const STATES_MAX = 8;

/**
 * Digests a record has gone through on this member. A difference whose base is among them has nothing below it
 * that this member lacks. Forgetting costs a whole record on the wire, nothing else.
 */
export class Lineage {
  readonly #states = new Map<string, string[]>();

  add(id: string, digest: string): void {
    const states = this.#states.get(id) ?? [];
    this.#states.delete(id);
    this.#states.set(id, states);
    states.push(digest);
    if (states.length > STATES_MAX) states.shift();
    if (this.#states.size <= SESSIONS_MAX) return;
    const oldest = this.#states.keys().next();
    if (oldest.done !== true) this.#states.delete(oldest.value);
  }

  has(id: string, digest: string): boolean {
    return this.#states.get(id)?.includes(digest) === true;
  }
}
