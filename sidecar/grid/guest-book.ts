import type { Clock } from "../base/clock.ts";
import type { NearCopies } from "./near-copies.ts";

interface Guest {
  /** The home that recalls it before it is out of date. */
  readonly home: string;
  valid: boolean;
  /** Answers under way: one that was overtaken by a recall must not make it valid again. */
  turn: number;
  /** How often it was overtaken, over all answers asked for. */
  overtaken: number;
}

/** Sessions kept for this member's agents without being a home of them; beyond this the oldest are given up. */
const GUESTS_MAX = 50_000;

/**
 * What this member keeps for its agents without being a home: a copy of each, recalled by the home it came from
 * before anyone's change of it is acknowledged.
 */
export class GuestBook {
  readonly #guests = new Map<string, Guest>();
  readonly #near: NearCopies;
  readonly #forget: (id: string) => void;
  /** No longer in the book since the last two sweeps; their records may still be on the way to an agent. */
  #gone = new Set<string>();
  #goneBefore = new Set<string>();
  /** By home: copies in the book, and near copies of agents that are being recalled. */
  readonly #standing = new Map<string, number>();
  readonly #sinceMs = new Map<string, number>();
  readonly #clock: Pick<Clock, "monotonicMs">;

  constructor(clock: Pick<Clock, "monotonicMs">, near: NearCopies, forget: (id: string) => void) {
    this.#clock = clock;
    this.#near = near;
    this.#forget = forget;
  }

  /** The home whose word makes the copy kept here as new as its own; null when there is none. */
  home(id: string): string | null {
    const guest = this.#guests.get(id);
    return guest?.valid === true ? guest.home : null;
  }

  /** A copy is about to be asked for at `home`, or given to it; give the number back to `came`. */
  asking(id: string, home: string): number {
    const before = this.#guests.get(id);
    const turn = (before?.turn ?? 0) + 1;
    this.#delete(id);
    this.#guests.set(id, { home, valid: false, turn, overtaken: before?.overtaken ?? 0 });
    this.#stand(home, 1);
    if (this.#guests.size > GUESTS_MAX) this.#evict();
    return turn;
  }

  /** The copy came, unless it was recalled meanwhile. */
  came(id: string, turn: number): void {
    const guest = this.#guests.get(id);
    if (guest?.turn === turn) guest.valid = true;
  }

  /**
   * Changes when a copy on its way is out of date before it arrives: whoever asked for it has been told to drop it, and must not
   * be given it after that as if it were new. Null when it has left the book: then nothing stands on it.
   */
  overtakenTimes(id: string): number | null {
    return this.#guests.get(id)?.overtaken ?? null;
  }

  /** `home` says that these are out of date: resolves once no agent here serves them. */
  async recall(home: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.overtaken(id);
    await this.#drop(home, ids);
  }

  /** Something newer has come to this member by another way: its agents are made to drop their copies there. */
  overtaken(id: string): void {
    const guest = this.#guests.get(id);
    if (guest === undefined) return;
    guest.valid = false;
    guest.turn += 1;
    guest.overtaken += 1;
  }

  /** `home` does not watch over anything any more: near copies that stand on it are dropped. */
  lost(home: string): void {
    const ids: string[] = [];
    for (const [id, guest] of this.#guests) if (guest.home === home) ids.push(id);
    for (const id of ids) this.remove(id);
    if (ids.length > 0) void this.#drop(home, ids);
  }

  /** Since when some do, by the monotonic clock. */
  standingSinceMs(home: string): number {
    return this.#sinceMs.get(home) ?? 0;
  }

  /** Whether near copies here may stand on the word of `home`: none may be promised without it. */
  standsOn(home: string): boolean {
    return (this.#standing.get(home) ?? 0) > 0;
  }

  /** It is kept here no longer: this member has become a home of it, or nobody asks for it. */
  remove(id: string): void {
    if (this.#delete(id)) this.#gone.add(id);
  }

  /** Forgets the records of what had left the book by the last call; called once a second. */
  sweep(): void {
    for (const id of this.#goneBefore) if (!this.#guests.has(id)) this.#forget(id);
    this.#goneBefore = this.#gone;
    this.#gone = new Set();
  }

  ids(): string[] {
    return [...this.#guests.keys()];
  }

  async #drop(home: string, ids: readonly string[]): Promise<void> {
    const dropped = this.#near.drop(ids, null);
    if (dropped === null) return;
    this.#stand(home, 1);
    await dropped;
    this.#stand(home, -1);
  }

  #delete(id: string): boolean {
    const guest = this.#guests.get(id);
    if (guest === undefined) return false;
    this.#stand(guest.home, -1);
    return this.#guests.delete(id);
  }

  #stand(home: string, by: number): void {
    const before = this.#standing.get(home) ?? 0;
    this.#standing.set(home, before + by);
    if (before === 0) this.#sinceMs.set(home, this.#clock.monotonicMs());
  }

  #evict(): void {
    const oldest = this.#guests.entries().next();
    if (oldest.done === true) return;
    const [id, { home }] = oldest.value;
    this.remove(id);
    // Its agents ask again for it; until they have dropped it, their copies still stand on that home.
    void this.#drop(home, [id]);
  }
}
