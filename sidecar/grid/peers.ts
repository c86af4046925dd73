import { Members } from "./members.ts";
import { peerLimits } from "./peer-limits.ts";
import type { PeerIdentity, PeerLink } from "./peer-link.ts";
import { PeerReplica } from "./peer-replica.ts";
import type { PeerReplicaOptions, PeerTurn, PlacedView } from "./peer-view.ts";
import { Signal } from "./signal.ts";

/** A member as it was configured; `node` is empty until it is known who lives at the address. */
export interface ConfiguredMember {
  readonly node: string;
  readonly address: string;
}

/** Sets of members kept while nothing settles: each costs every request one placement. */
const VIEWS_MAX = 32;

/** What Peers needs of the grid. */
export interface PeersOptions extends Omit<PeerReplicaOptions, "node" | "onChange" | "view"> {
  readonly copies: number;
  /** This member cannot write to its disk. */
  readonly refusing: () => boolean;
  /** This member is a home of all that is placed on it from now on. */
  readonly onSettled: () => void;
  /** Sessions are placed on other members from now on. */
  readonly onView: (before: Members, now: Members) => void;
}

/** All other members, and who of them sessions are placed on: this member's view of the grid. */
export class Peers {
  /** Fires whenever a state, a link or a debt has changed. */
  readonly signal = new Signal();
  readonly #options: PeersOptions;
  readonly #peers = new Map<string, PeerReplica>();
  readonly #startedMs: number;
  #configured: readonly ConfiguredMember[] = [];
  /** Addresses nobody answered at. */
  readonly #tried = new Set<string>();
  #members: Members;
  /** How often `#members` has changed. */
  #turn = 1;
  /**
   * The members we placed by when we last held all that was ours, and all we have placed by since, the present ones
   * last. Others may have gone on by any of them with our consent, so only what is ours under all of them counts.
   */
  #views: Members[];
  /** Members lost since then, and when the last was. */
  readonly #lost = new Map<string, number>();

  constructor(options: PeersOptions) {
    this.#options = options;
    this.#startedMs = options.clock.monotonicMs();
    this.#members = new Members([options.self], options.copies);
    this.#views = [this.#members];
  }

  get members(): Members {
    return this.#members;
  }

  /** True when every member has told us what it holds for us under the present view. */
  get settled(): boolean {
    return this.#views.length === 1;
  }

  get count(): number {
    return this.#peers.size;
  }

  all(): PeerReplica[] {
    return [...this.#peers.values()];
  }

  get(node: string): PeerReplica | undefined {
    return this.#peers.get(node);
  }

  /** Members that were configured and never met. */
  strangers(): ConfiguredMember[] {
    if (this.#only()?.met === true) return [];
    return this.#configured.filter(({ node }) => !this.#met(node));
  }

  /** A configured member was neither met nor tried in vain: it may hold anything. */
  get expecting(): boolean {
    return this.strangers().some(({ node, address }) => node === "" && !this.#tried.has(address));
  }

  /** As it was configured, else as it came. */
  addressOf(node: string): string {
    const configured = this.#configured.find((member) => member.node === node) ?? this.#configured[0];
    const named = configured?.node === node || (configured !== undefined && this.#peers.size === 1);
    return named ? configured.address : (this.#peers.get(node)?.identity?.address ?? "");
  }

  identities(): PeerIdentity[] {
    return this.all().flatMap(({ identity }) => (identity === null ? [] : [identity]));
  }

  configured(members: readonly ConfiguredMember[]): void {
    this.#configured = members.filter(({ node }) => node !== this.#options.self);
    for (const { node } of this.#configured) if (node !== "") this.#peer(node);
    this.#changed();
  }

  linked(link: PeerLink): void {
    this.#peer(link.identity.node).linked(link);
  }

  closed(link: PeerLink): void {
    this.#peers.get(link.identity.node)?.closed(link);
  }

  renamed(link: PeerLink): void {
    this.#peers.get(link.identity.node)?.renamed(link);
  }

  unreachable(address: string, begunMs: number): void {
    const named = this.#configured.find((member) => member.address === address)?.node ?? "";
    const peer = this.#peers.get(named) ?? this.#only();
    if (peer === undefined) this.#tried.add(address);
    peer?.unreachable(begunMs);
    this.signal.fire();
  }

  tick(): void {
    for (const peer of this.#peers.values()) peer.tick();
    this.#settle();
    this.signal.fire();
  }

  woke(): void {
    for (const peer of this.#peers.values()) peer.woke();
  }

  speak(): void {
    for (const peer of this.#peers.values()) peer.speak();
  }

  /** Homes of a session now. */
  homes(id: string): readonly string[] {
    return this.#members.homes(id);
  }

  /**
   * True when what this member holds of the session counts: it is one of its homes, and was one under all sets of
   * members since it was last told by all others what they hold for it.
   */
  isHome(id: string): boolean {
    const { self } = this.#options;
    if (this.#peers.size === 0) return true;
    return this.#views.every((members) => members.everyoneHome || members.homes(id).includes(self));
  }

  sameHomes(left: string, right: string): boolean {
    const homes = this.homes(left);
    return this.homes(right).every((home) => homes.includes(home));
  }

  /** A home that can be asked now. */
  nearestHome(id: string): string | null {
    return this.homes(id).find((home) => this.#peers.get(home)?.link) ?? null;
  }

  /** The member that WAS is attached to. */
  withWas(was: string): PeerReplica | null {
    return this.all().find(({ link, vouch }) => link !== null && vouch.wases.includes(was)) ?? null;
  }

  /** True when this member is to keep the session: as a home, or standing in for one that is silent. */
  keeps(id: string): boolean {
    if (this.#options.refusing() && this.all().some(({ kind }) => kind === "alive")) return false;
    if (this.#peers.size === 0 || this.#members.everyoneHome) return true;
    return this.#members.holders(id, (name) => this.#steady(name)).includes(this.#options.self);
  }

  /** Who is given a change of the session: its homes, who stands in for a silent one, and its homes of before. */
  targets(id: string): Set<string> {
    const { self } = this.#options;
    const targets = new Set(this.#members.holders(id, (name) => this.#steady(name)));
    for (const members of this.settled ? [] : this.#views) {
      for (const name of members.homes(id)) if (this.#members.names.has(name)) targets.add(name);
    }
    targets.delete(self);
    return targets;
  }

  /** False: a member was never met; a session that is not here may be with it. */
  complete(): boolean {
    return this.#unmet() === 0 && this.#lost.size < this.#options.copies;
  }

  /** True: so many members are missing that what is here of a session may be older than what was promised. */
  bereft(id: string): boolean {
    const unmet = this.#unmet();
    if (unmet + this.#lost.size < this.#options.copies) return false;
    return unmet > 0 || !this.isHome(id);
  }

  /** Members that may hold what we never heard of since the start, until their time is over. */
  #unmet(): number {
    if (this.#options.clock.monotonicMs() - this.#startedMs >= peerLimits.graceMs) return 0;
    let unheard = 0;
    for (const { met, everInStep, link } of this.#peers.values()) {
      if (met && !everInStep && link === null) unheard += 1;
    }
    return unheard + this.strangers().length;
  }

  #steady(name: string): boolean {
    if (name === this.#options.self) return !this.#options.refusing();
    const peer = this.#peers.get(name);
    return peer?.kind === "alive" && !peer.vouch.refusing;
  }

  #met(node: string): boolean {
    return node !== "" && this.#peers.get(node)?.met === true;
  }

  /** The one peer of a pair, whose name the configuration does not know. */
  #only(): PeerReplica | undefined {
    return this.#configured.length <= 1 && this.#peers.size === 1 ? this.all()[0] : undefined;
  }

  #peer(node: string): PeerReplica {
    const known = this.#peers.get(node);
    if (known !== undefined) return known;
    const peer = new PeerReplica({
      ...this.#options,
      node,
      view: () => this.#view(),
      onChange: () => this.#changed(),
      onTurn: (turn) => this.#turned(turn),
    });
    this.#peers.set(node, peer);
    return peer;
  }

  #turned(turn: PeerTurn): void {
    // Also after a goodbye: two that leave together take what only they held with them.
    if (turn.to === "dead") {
      this.#lost.set(turn.node, this.#options.clock.monotonicMs());
    }
    if (turn.to === "alive") this.#lost.delete(turn.node);
    this.#options.onTurn(turn);
  }

  #changed(): void {
    const names = [this.#options.self];
    for (const { node, kind } of this.#peers.values()) {
      if (kind === "alive" || (kind === "suspect" && this.#members.names.has(node))) names.push(node);
    }
    const next = new Members(names, this.#options.copies);
    if (next.fingerprint !== this.#members.fingerprint) {
      const before = this.#members;
      this.#members = next;
      this.#turn += 1;
      const others = this.#views.filter(({ fingerprint }) => fingerprint !== next.fingerprint);
      this.#views = [...others, next].slice(-VIEWS_MAX);
      this.#options.onView(before, next);
    }
    this.#settle();
    this.signal.fire();
  }

  #view(): PlacedView {
    return { fingerprint: this.#members.fingerprint, turn: this.#turn };
  }

  #settle(): void {
    const nowMs = this.#options.clock.monotonicMs();
    for (const [node, sinceMs] of this.#lost)
      if (nowMs - sinceMs > peerLimits.graceMs) this.#lost.delete(node);
    // As many are missing as there are copies: nobody here may say that it has been told of everything.
    if (this.settled || this.#lost.size >= this.#options.copies) return;
    const view = this.#view();
    for (const name of this.#members.names) {
      if (name !== this.#options.self && this.#peers.get(name)?.listedFor(view) !== true) return;
    }
    this.#views = [this.#members];
    this.#lost.clear();
    this.#options.onSettled();
  }
}
