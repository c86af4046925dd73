import type { Clock } from "../base/clock.ts";
import type { Change } from "./change.ts";
import type { Given } from "./give-changes.ts";
import { keyHex } from "./key-hex.ts";
import { peerLimits } from "./peer-limits.ts";
import type { PeerLink } from "./peer-link.ts";
import type { PeerReplica } from "./peer-replica.ts";
import type { Peers } from "./peers.ts";
import { Signal } from "./signal.ts";
import { transferMs } from "./transfer-ms.ts";

/** What a Replicator needs. */
export interface ReplicatorOptions {
  readonly self: string;
  readonly clock: Clock;
  readonly peers: Peers;
  /** Copies of each session the mode promises. */
  readonly copies: number;
}

/** What this member itself keeps of the changes it made. */
export interface OwnCopies {
  readonly kept: Set<string>;
  /** Makes one durable here and adds it to `kept`, unless the disk refuses. */
  readonly keep: (id: string) => Promise<void>;
}

interface Delivered {
  /** Other members that hold all of them. */
  readonly holders: readonly string[];
  /** Tombstones of other members for sessions in them. */
  readonly dead: readonly Change[];
}

/** How far changes got. */
export interface Replicated extends Delivered {
  /** As many members hold them as the mode promises. */
  readonly held: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/** refused: it is in memory there and its agents know, but it is no copy. */
type Progress = "given" | "held" | "lost" | "refused";

/** Changes of some sessions on their way to whoever is to hold them. */
class Delivery {
  readonly progress = new Map<string, Progress>();
  /** The link over which each was last given it. */
  readonly tried = new Map<string, PeerLink | null>();
  readonly dead: Change[] = [];
  readonly signal = new Signal();
  /** Members that fell silent, for which others were asked to reach them; and how many have not answered. */
  readonly detours = new Set<string>();
  asking = 0;
  readonly changes: readonly Change[];
  readonly ids: readonly string[];

  constructor(changes: readonly Change[]) {
    this.changes = changes;
    this.ids = changes.map(idOf);
  }
}

/**
 * Gives changes to the homes of their sessions, all at once, and waits until each holds them or can no longer
 * serve anything older. A home that is silent does not hold up what follows: another member stands in for it.
 */
export class Replicator {
  readonly #options: ReplicatorOptions;
  readonly #underWay = new Set<Delivery>();

  constructor(options: ReplicatorOptions) {
    this.#options = options;
  }

  /** Changes made here. `held`: as many members hold each as the mode promises. */
  async replicate(changes: readonly Change[], own: OwnCopies): Promise<Replicated> {
    const delivery = new Delivery(changes);
    const replicated = await this.#deliver(delivery, NOBODY);
    // A member that fell silent meanwhile may have made this one its stand-in.
    for (const id of delivery.ids) {
      if (!own.kept.has(id) && this.#options.peers.keeps(id)) await own.keep(id);
    }
    return { ...replicated, held: this.#held(delivery, own.kept) };
  }

  /** A member's state or link has changed, or time has passed: whoever waits looks again. */
  wake(): void {
    for (const delivery of this.#underWay) delivery.signal.fire();
  }

  /** Changes made elsewhere, for homes of theirs that their maker did not know of. */
  async relay(changes: readonly Change[], given: readonly string[]): Promise<Replicated | null> {
    const known = new Set(given);
    const lacking = changes.filter((change) => {
      if (change.touch) return false;
      for (const name of this.#options.peers.targets(idOf(change))) if (!known.has(name)) return true;
      return false;
    });
    if (lacking.length === 0) return null;
    const all = lacking.length === changes.length ? changes : lacking;
    return { ...(await this.#deliver(new Delivery(all), known)), held: false };
  }

  async #deliver(delivery: Delivery, known: ReadonlySet<string>): Promise<Delivered> {
    const { clock } = this.#options;
    const deadlineMs = clock.monotonicMs() + peerLimits.requestMs + transferMs(delivery.changes);
    this.#underWay.add(delivery);
    while (this.#give(delivery, known) && clock.monotonicMs() < deadlineMs) await delivery.signal.next();
    this.#underWay.delete(delivery);
    if (!this.#taken(delivery)) await this.#leasesOver(delivery);
    const holders = [...delivery.progress]
      .filter(([, progress]) => progress === "held")
      .map(([name]) => name);
    return { holders, dead: delivery.dead };
  }

  /** Gives it to whoever is to have it by now and has not; true while someone is to be waited for. */
  #give(delivery: Delivery, known: ReadonlySet<string>): boolean {
    const byTarget = this.#byTarget(delivery, known);
    // Who is silent is not named: whoever else hears of it is to reach them.
    const named = [...byTarget.keys()].filter((name) => this.#options.peers.get(name)?.kind === "alive");
    const names = [...named, ...known];
    this.#goRound(delivery, byTarget, names);
    let waiting = delivery.asking > 0;
    for (const name of new Set([...byTarget.keys(), ...delivery.progress.keys()])) {
      const peer = this.#options.peers.get(name);
      if (peer === undefined) continue;
      const progress = delivery.progress.get(name);
      const changes = byTarget.get(name);
      if (changes !== undefined && (progress === undefined || progress === "lost")) {
        // A link that has lost it loses it again, at once: only another one is worth a try.
        const fresh = peer.link !== null && delivery.tried.get(name) !== peer.link;
        if (fresh) this.#start(delivery, peer, changes, names);
        else if (progress === undefined) this.#owe(delivery, peer, changes);
      }
      if (this.#waitsFor(delivery, peer)) waiting = true;
    }
    return waiting;
  }

  #byTarget(delivery: Delivery, known: ReadonlySet<string>): ReadonlyMap<string, readonly Change[]> {
    const { changes, ids } = delivery;
    const shared = new Map<string, readonly Change[]>();
    if (ids.length === 1) {
      for (const name of this.#options.peers.targets(ids[0] as string))
        if (!known.has(name)) shared.set(name, changes);
      return shared;
    }
    const byTarget = new Map<string, Change[]>();
    for (const [at, id] of ids.entries()) {
      for (const name of this.#options.peers.targets(id)) {
        if (known.has(name)) continue;
        const list = byTarget.get(name);
        if (list === undefined) byTarget.set(name, [changes[at] as Change]);
        else list.push(changes[at] as Change);
      }
    }
    // The list itself where all of it goes there: its bytes have been made already.
    for (const [name, list] of byTarget) shared.set(name, list.length === changes.length ? changes : list);
    return shared;
  }

  #start(delivery: Delivery, peer: PeerReplica, changes: readonly Change[], names: readonly string[]): void {
    const { self, peers } = this.#options;
    const ids = changes.map(idOf);
    const home = ids.every((id) => peers.isHome(id));
    delivery.progress.set(peer.node, "given");
    delivery.tried.set(peer.node, peer.link);
    void peer.give(ids, changes, home ? [self, ...names] : names, !home).then((given) => {
      if (delivery.progress.get(peer.node) !== "held") {
        delivery.progress.set(peer.node, given === null ? "lost" : given.refused ? "refused" : "held");
      }
      this.#note(delivery, given);
    });
  }

  /** A member fell silent after the others were told that it is given this too: now they are to reach it. */
  #goRound(
    delivery: Delivery,
    byTarget: ReadonlyMap<string, readonly Change[]>,
    names: readonly string[],
  ): void {
    const { self, peers } = this.#options;
    for (const [name, progress] of delivery.progress) {
      if (progress === "held" || progress === "refused" || delivery.detours.has(name)) continue;
      if (peers.get(name)?.kind === "alive") continue;
      const changes = byTarget.get(name);
      if (changes === undefined) continue;
      const round = [...byTarget.keys()].filter((other) => delivery.progress.get(other) === "held");
      for (const other of round) {
        delivery.detours.add(name);
        delivery.asking += 1;
        const holding = changes.every((change) => peers.keeps(idOf(change))) ? [self, ...names] : names;
        const given = peers.get(other)?.give(changes.map(idOf), changes, holding, false);
        void Promise.resolve(given).then((answer) => {
          delivery.asking -= 1;
          this.#note(delivery, answer ?? null);
        });
      }
    }
  }

  #note(delivery: Delivery, given: Given | null): void {
    for (const name of given?.relayed ?? [])
      if (delivery.progress.has(name)) delivery.progress.set(name, "held");
    delivery.dead.push(...(given?.dead ?? []));
    delivery.signal.fire();
  }

  #owe(delivery: Delivery, peer: PeerReplica, changes: readonly Change[]): void {
    peer.debt.owe(changes.map(idOf), this.#options.clock.nowMs());
    delivery.progress.set(peer.node, "lost");
  }

  /** Not for one that holds it or is dead; not for a silent one whose agents cannot serve anything older. */
  #waitsFor(delivery: Delivery, peer: PeerReplica): boolean {
    const progress = delivery.progress.get(peer.node);
    if (progress === "held" || progress === "refused") return false;
    if (peer.vouch.leasesLeftMs() > 0) return true;
    if (peer.kind === "dead") return false;
    return !(peer.kind === "suspect" && peer.link !== null);
  }

  /** Whether every member took them: nearly always. */
  #taken(delivery: Delivery): boolean {
    for (const peer of this.#options.peers.all()) {
      const progress = delivery.progress.get(peer.node);
      if (progress === undefined ? peer.kind === "dead" : progress !== "held" && progress !== "refused")
        return false;
    }
    return true;
  }

  /** The end of the leases that were given before; a new link does not shorten it. */
  async #leasesOver(delivery: Delivery): Promise<void> {
    const { clock, peers } = this.#options;
    for (const peer of peers.all()) {
      const progress = delivery.progress.get(peer.node);
      if (progress === "held" || progress === "refused") continue;
      if (progress === undefined && peer.kind !== "dead") continue;
      const leftMs = peer.vouch.leasesLeftMs();
      if (leftMs > 0) await new Promise<void>((resolve) => clock.after(leftMs + 1, resolve));
    }
  }

  #held(delivery: Delivery, kept: ReadonlySet<string>): boolean {
    const { peers, copies } = this.#options;
    return delivery.ids.every((id) => {
      let holders = kept.has(id) ? 1 : 0;
      for (const name of peers.targets(id)) if (delivery.progress.get(name) === "held") holders += 1;
      return holders >= copies;
    });
  }
}

function idOf({ key }: Change): string {
  return keyHex(key);
}
