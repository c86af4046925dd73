import { Expiry } from "./expiry.ts";
import type { GridParts } from "./grid-parts.ts";
import type { Members } from "./members.ts";
import type { StrictPeers } from "./strict-peers.ts";
import type { StrictQuorum } from "./strict-quorum.ts";
import type { StrictSessions } from "./strict-sessions.ts";

/** What StrictExpiry needs. */
export interface StrictExpiryOptions {
  readonly parts: GridParts;
  readonly places: Members;
  readonly peers: StrictPeers;
  readonly quorum: StrictQuorum;
  readonly sessions: StrictSessions;
}

/** Old tombstones that all copies are asked about at the same time. */
const FORGETTING_MAX = 16;

/** Ends what no container looks after any more, and forgets tombstones once no copy could bring the session back. */
export class StrictExpiry {
  readonly #options: StrictExpiryOptions;
  readonly #expiry: Expiry;
  #forgetting = 0;

  constructor(options: StrictExpiryOptions) {
    this.#options = options;
    this.#expiry = new Expiry(options.parts, {
      expire: (id) => this.#expire(id),
      onDuty: (id) => this.onDuty(id),
      forget: (id) => void this.#forget(id),
    });
  }

  /** Called once a second. */
  turn(): Promise<void> {
    return this.#expiry.turn();
  }

  /** The first copy that answers looks after a session. */
  onDuty(id: string): boolean {
    const { parts, places, peers } = this.#options;
    const { node } = parts.options;
    const answers = (name: string): boolean => name === node || peers.get(name)?.kind === "alive";
    return places.homes(id).find(answers) === node;
  }

  /** A session that had moved has ended elsewhere. */
  follow(id: string, reason: string): void {
    const { parts, sessions } = this.#options;
    sessions.kill(Buffer.from(id, "hex"), reason).catch((cause: unknown) => {
      parts.options.log.warnSometimes("a moved session could not be ended", { cause });
    });
  }

  async #expire(id: string): Promise<void> {
    const { expired } = await this.#options.sessions.expireIfIdle(null, Buffer.from(id, "hex"), 0);
    if (expired) this.#options.parts.history.add("expired", id);
  }

  async #forget(id: string): Promise<void> {
    if (this.#forgetting >= FORGETTING_MAX) return;
    this.#forgetting += 1;
    const gone = await this.#options.quorum.nowhereAlive(id).catch(() => false);
    this.#forgetting -= 1;
    if (gone) this.#options.parts.table.remove(id);
  }
}
