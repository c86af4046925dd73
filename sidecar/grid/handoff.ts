import type { GridParts } from "./grid-parts.ts";
import type { PeerSync } from "./peer-sync.ts";
import type { Peers } from "./peers.ts";

/** Sessions looked at in one turn, and given away in one. */
const SLICE = 4_000;
const OFFERED_MAX = 500;

/** Gives away what this member holds without being a home of it, once all homes hold it at least as new. */
export class Handoff {
  readonly #parts: GridParts;
  readonly #peers: Peers;
  readonly #sync: PeerSync;
  #walk: IterableIterator<{ readonly id: string }> | null = null;
  #running = false;

  constructor(parts: GridParts, peers: Peers, sync: PeerSync) {
    this.#parts = parts;
    this.#peers = peers;
    this.#sync = sync;
  }

  /** Looks at the next slice of the sessions; called once a second. Does nothing while members come and go. */
  async turn(): Promise<void> {
    if (this.#running || !this.#calm()) return;
    this.#running = true;
    try {
      const byHome = new Map<string, string[]>();
      const ids = this.#slice(byHome);
      const digests = new Map(ids.map((id) => [id, this.#parts.table.index(id)?.digest]));
      for (const [home, list] of byHome) {
        const link = this.#peers.get(home)?.link;
        if (!link) return;
        await this.#sync.list(link, list);
      }
      if (!this.#calm()) return;
      for (const id of ids) {
        const unchanged = this.#parts.table.index(id)?.digest === digests.get(id);
        if (unchanged && !this.#peers.isHome(id)) this.#parts.table.remove(id);
      }
    } finally {
      this.#running = false;
    }
  }

  #calm(): boolean {
    const { settled } = this.#peers;
    return settled && this.#peers.all().every(({ kind, bothInStep }) => kind === "dead" || bothInStep);
  }

  #slice(byHome: Map<string, string[]>): string[] {
    this.#walk ??= this.#parts.table.indexes();
    const ids: string[] = [];
    for (let count = 0; count < SLICE && ids.length < OFFERED_MAX; count += 1) {
      const next = this.#walk.next();
      if (next.done === true) {
        this.#walk = null;
        break;
      }
      const { id } = next.value;
      const homes = this.#peers.homes(id);
      if (homes.includes(this.#parts.options.node)) continue;
      ids.push(id);
      for (const home of homes) {
        const list = byHome.get(home);
        if (list === undefined) byHome.set(home, [id]);
        else list.push(id);
      }
    }
    return ids;
  }
}
