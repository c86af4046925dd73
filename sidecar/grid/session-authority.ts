import type { Committer } from "./committer.ts";
import type { GridParts } from "./grid-parts.ts";
import { ownChange } from "./own-change.ts";
import type { PeerReplica } from "./peer-replica.ts";
import type { Peers } from "./peers.ts";

/** How long members may take to say what they hold, within the second a request may wait in all. */
const ASK_MS = 250;

/** A request asks again so often when the members change while it waits. */
const TRIES_MAX = 3;

/**
 * What this member may say of a session. sure: all of it. promised: whatever it finds is at least what was
 * promised, but "no such session" would be a guess. unsure: nothing.
 */
export type Sureness = "sure" | "promised" | "unsure";

/** Finds out whether what this member knows of a session is the newest, and fetches that where it is not. */
export class SessionAuthority {
  readonly #parts: GridParts;
  readonly #peers: Peers;
  readonly #committer: Committer;

  constructor(parts: GridParts, peers: Peers, committer: Committer) {
    this.#parts = parts;
    this.#peers = peers;
    this.#committer = committer;
  }

  /** Before a session is read or changed here. */
  current(id: string): Promise<Sureness> | Sureness {
    const home = this.#peers.isHome(id);
    return (home ? this.#quick(id) : null) ?? this.#asked(id, home);
  }

  /** What is found out about a home's record says nothing about a guest's, when the members change meanwhile. */
  async #asked(id: string, home: boolean): Promise<Sureness> {
    let asHome = home;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const sureness = await (asHome ? this.home(id) : this.#guest(id));
      if (this.#peers.isHome(id) === asHome) return sureness;
      asHome = !asHome;
    }
    return "unsure";
  }

  /** As `current`, and every other home is asked for its newest access even when all are in step: touches come late. */
  async freshest(id: string): Promise<Sureness> {
    const sureness = await this.current(id);
    const homes = this.#others(id).filter((peer) => peer.link !== null);
    return homes.length === 0 || sureness === "unsure"
      ? sureness
      : least(sureness, await this.#ask(homes, id));
  }

  /** What was stored here is damaged: whoever else holds it gives it again. */
  async refetch(id: string): Promise<void> {
    const others = this.#others(id);
    const key = Buffer.from(id, "hex");
    const answers = await Promise.all(others.map((peer) => peer.fetch([key], ASK_MS)));
    for (const answer of answers) {
      if (answer !== null && answer.records.length > 0)
        await this.#committer.learn(answer.records.map(ownChange.change));
    }
    const nowhere = answers.every((answer) => answer?.syncing === false && answer.absent.length > 0);
    if (nowhere && answers.length > 0 && this.#peers.complete()) this.#parts.table.giveUp(id);
  }

  /** For a session this member is a home of. */
  async home(id: string): Promise<Sureness> {
    await this.#decided();
    let sureness: Sureness = this.#peers.complete() ? "sure" : "promised";
    if (this.#peers.expecting || this.#peers.bereft(id)) sureness = "unsure";
    const damaged = this.#parts.table.damaged.has(id);
    const ask = new Set(damaged ? this.#others(id) : []);
    if (damaged && ask.size === 0) return "unsure";
    for (const peer of this.#peers.all()) {
      const authority = peer.authority();
      if (authority === "ask") ask.add(peer);
      else if (authority === "wait") sureness = "unsure";
      else if (authority !== "local") sureness = least(sureness, "promised");
    }
    return ask.size === 0 ? sureness : least(sureness, await this.#ask([...ask], id));
  }

  /** What nearly every request finds: nothing to ask, nobody to wait for. */
  #quick(id: string): Sureness | null {
    if (this.#parts.table.damaged.has(id)) return null;
    for (const peer of this.#peers.all()) if (peer.authority() !== "local") return null;
    return this.#peers.complete() ? "sure" : null;
  }

  /** Nobody is on the point of being linked or given up; or it takes too long. */
  async #decided(): Promise<void> {
    const { clock } = this.#parts.options;
    const deadlineMs = clock.monotonicMs() + ASK_MS;
    const open = (): boolean =>
      this.#peers.expecting || this.#peers.all().some((peer) => peer.link === null && peer.kind !== "dead");
    while (open() && clock.monotonicMs() < deadlineMs) await this.#peers.signal.next();
  }

  /** Other homes of the session, now and before the members changed. */
  #others(id: string): PeerReplica[] {
    return [...this.#peers.targets(id)].flatMap((name) => this.#peers.get(name) ?? []);
  }

  async #ask(peers: readonly PeerReplica[], id: string): Promise<Sureness> {
    const key = Buffer.from(id, "hex");
    const sureness = await Promise.all(
      peers.map(async (peer): Promise<Sureness> => {
        const fetched = await peer.fetch([key], ASK_MS);
        if (fetched === null) return peer.authority() === "local" ? "sure" : "unsure";
        if (fetched.records.length > 0) await this.#committer.learn(fetched.records.map(ownChange.change));
        // One that says nothing of it holds it damaged.
        return fetched.records.length + fetched.absent.length > 0 ? "sure" : "unsure";
      }),
    );
    return sureness.includes("unsure") ? "unsure" : "sure";
  }

  async #guest(id: string): Promise<Sureness> {
    const { guestBook } = this.#parts;
    const standing = guestBook.home(id);
    if (standing !== null && this.#peers.get(standing)?.vouch.tracked() === true) return "sure";
    let sureness: Sureness = "unsure";
    const linked = this.#others(id).filter((peer) => peer.link !== null);
    const alive = linked.filter(({ kind }) => kind === "alive");
    for (const peer of [...alive, ...linked.filter(({ kind }) => kind !== "alive")]) {
      // Who is silent takes long and knows no more than was promised.
      if (sureness === "promised" && peer.kind !== "alive") break;
      const answer = await this.#freshFrom(peer, id);
      if (answer === "sure") return this.#peers.complete() ? "sure" : "promised";
      if (answer === "promised") sureness = "promised";
    }
    return sureness;
  }

  /** Asks again while what comes was recalled on its way: the agents here have been told of that already. */
  async #freshFrom(peer: PeerReplica, id: string): Promise<Sureness> {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const answer = await this.#fetchFrom(peer, id);
      if (answer !== "overtaken") return answer;
    }
    return "unsure";
  }

  async #fetchFrom(peer: PeerReplica, id: string): Promise<Sureness | "overtaken"> {
    const { guestBook, guests } = this.#parts;
    const turn = guestBook.asking(id, peer.node);
    const overtaken = guestBook.overtakenTimes(id);
    const fetched = await peer.fetch([Buffer.from(id, "hex")], ASK_MS, true);
    if (fetched === null) return "unsure";
    const [record] = fetched.records;
    if (fetched.syncing && fetched.promised !== true) return "unsure";
    // As a guest's, whatever this member has become meanwhile: the book speaks of that copy.
    if (record !== undefined) guests.apply(id, ownChange.change(record));
    else if (!fetched.syncing) guests.remove(id);
    const times = guestBook.overtakenTimes(id);
    if (times !== null && times !== overtaken) return "overtaken";
    if (fetched.syncing) return record === undefined ? "unsure" : "promised";
    guestBook.came(id, turn);
    return "sure";
  }
}

const ORDER: Readonly<Record<Sureness, number>> = { unsure: 0, promised: 1, sure: 2 };

function least(left: Sureness, right: Sureness): Sureness {
  return ORDER[left] <= ORDER[right] ? left : right;
}
