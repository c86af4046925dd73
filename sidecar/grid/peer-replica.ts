import type { Change } from "./change.ts";
import { Debt } from "./debt.ts";
import { type Given, giveChanges } from "./give-changes.ts";
import { nextPeerState, type PeerEvent, type PeerKind } from "./next-peer-state.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Fetched, Heartbeat, InventoryEnd, PeerIdentity, PeerLink } from "./peer-link.ts";
import { PeerTelling } from "./peer-telling.ts";
import type { Authority, PeerReplicaOptions, PlacedView } from "./peer-view.ts";
import { PeerVouch } from "./peer-vouch.ts";

/** Members' clocks differ: changes made shortly before two lost each other may look later than they were. */
const APART_SLACK_MS = 1_000;

/** This member's view of another: alive or not, in step or not, what is owed; and the ways to ask it. */
export class PeerReplica {
  readonly node: string;
  readonly debt = new Debt();
  readonly vouch: PeerVouch;
  readonly #options: PeerReplicaOptions;
  readonly #telling: PeerTelling;
  readonly #startedMs: number;
  #kind: PeerKind = "unknown";
  #sinceMs: number;
  #link: PeerLink | null = null;
  #identity: PeerIdentity | null = null;
  /** When a heartbeat was last answered, or the link came up. */
  #answeredMs: number;
  #heardMs = 0;
  #wokeMs = 0;
  /** We hold what the peer held when the link came up; and the end of what it listed last. */
  #inStep = false;
  #everInStep = false;
  #listed: InventoryEnd | null = null;
  /** We were paused: until the peer answers, it may have gone on without us. */
  #unsure = false;
  /** Of its clock against ours, and of a heartbeat there and back. */
  skewMs = 0;
  roundTripMs = 0;
  /** By our clock: until then each knew of the other's changes. */
  apartMs = Number.POSITIVE_INFINITY;
  /** We were in step and awake until the link was lost: nothing that was promised is missing here. */
  #whole = false;

  constructor(options: PeerReplicaOptions) {
    this.#options = options;
    this.node = options.node;
    this.#startedMs = options.clock.monotonicMs();
    this.#sinceMs = this.#startedMs;
    this.#answeredMs = this.#startedMs;
    this.vouch = new PeerVouch(options.clock);
    this.#telling = new PeerTelling({
      ...options,
      debt: this.debt,
      link: () => this.#link,
      peerTurn: () => this.#listed?.turn ?? 0,
      peerFirst: () => this.#listed === null && options.self > options.node,
      drop: (reason) => this.#drop(reason),
    });
  }

  get kind(): PeerKind {
    return this.#kind;
  }

  get identity(): PeerIdentity | null {
    return this.#identity;
  }

  get link(): PeerLink | null {
    return this.#link;
  }

  get inStep(): boolean {
    return this.#link !== null && this.#inStep && !this.#unsure;
  }

  get bothInStep(): boolean {
    return this.inStep && this.#telling.done;
  }

  /** The peer has listed all it holds for us over this link, by the same members, after ours last changed. */
  listedFor(view: PlacedView): boolean {
    const listed = this.#link === null ? null : this.#listed;
    // A member of the first revision lists all it holds, once a link: there are two members.
    if (listed !== null && !listed.view) return true;
    return listed !== null && listed.view === view.fingerprint && (listed.answers ?? 0) >= view.turn;
  }

  /** It was heard of since this member started. */
  get met(): boolean {
    return this.#identity !== null;
  }

  /** It was in step with us since this member started: what it held then is known here. */
  get everInStep(): boolean {
    return this.#everInStep;
  }

  sinceMs(): number {
    return this.#options.clock.monotonicMs() - this.#sinceMs;
  }

  authority(): Authority {
    if (this.#link !== null) {
      if (!this.#inStep || this.#unsure || !this.#agrees()) return "ask";
      return this.#kind === "alive" ? "local" : "silent";
    }
    if (this.#kind !== "dead") return this.#whole && this.#kind === "suspect" ? "silent" : "wait";
    const young = this.#options.clock.monotonicMs() - this.#startedMs < peerLimits.graceMs;
    return !this.#everInStep && young ? "grace" : "local";
  }

  /** Whether near copies here may be promised for another lease, as far as this peer is concerned. */
  vouches(): boolean {
    if (this.#link === null) return this.#kind === "dead";
    return this.inStep && this.#kind === "alive" && this.#agrees() && this.vouch.fresh();
  }

  /**
   * It places sessions on the same members as we do. If not, it may give changes of what we take for ours to others
   * alone. What it does while its members change is told to the homes of before, too, so its last word will do.
   */
  #agrees(): boolean {
    const { view } = this.vouch;
    return view === 0 || view === this.#options.view().fingerprint;
  }

  /** A proven link replaces the one before. */
  linked(link: PeerLink): void {
    const before = this.#link;
    this.#link = link;
    this.#identity = link.identity;
    this.#inStep = false;
    this.#unsure = false;
    this.#listed = null;
    this.#telling.relinked();
    this.vouch.relinked();
    // What it knew of our copies went with the link before.
    this.#options.onLinked(this.node);
    this.#answeredMs = this.#options.clock.monotonicMs();
    this.#turn("linked");
    before?.close("replaced by a newer link");
    void this.#ask(link);
    this.tell();
  }

  closed(link: PeerLink): void {
    if (this.#link === link) this.#drop("closed");
  }

  /** Dialling, begun at `begunMs`, failed: nobody listens there, or nobody answered in time. */
  unreachable(begunMs: number): void {
    // What began before a pause may have failed because of it.
    if (this.#link === null && begunMs >= this.#wokeMs) this.#turn("unreachable");
  }

  /** The peer's identity with an endpoint that has changed. */
  renamed(link: PeerLink): void {
    if (this.#link === link) this.#identity = link.identity;
  }

  goodbye(link: PeerLink): void {
    if (this.#link !== link) return;
    // It has sent its agents away before: there are no leases left.
    this.vouch.gone();
    this.#turn("goodbye");
    this.#drop("the peer said goodbye");
  }

  /** The peer has listed all it holds for us. */
  caughtUp(link: PeerLink, listed: InventoryEnd): void {
    if (this.#link !== link) return;
    this.#inStep = true;
    this.#everInStep = true;
    this.#listed = listed;
    this.#options.onChange();
    this.tell();
  }

  /** Ten times a second: speaks, and judges the peer's silence. */
  tick(): void {
    const link = this.#link;
    if (link !== null) void this.#ask(link);
    const silentMs = this.#options.clock.monotonicMs() - this.#answeredMs;
    if (silentMs > peerLimits.deadMs) {
      this.#turn("silent");
      if (this.#kind === "dead") this.#drop("no word from the peer");
    } else if (silentMs > peerLimits.quietMs) this.#turn("quiet");
    this.tell();
  }

  /** Speaks now, for example before the first lease is given here. */
  speak(): void {
    if (this.#link !== null) void this.#ask(this.#link);
  }

  /** Our members have changed: the peer is to be told what we hold for it. */
  tell(): void {
    this.#telling.tell();
  }

  /** This member did not run for a while: the peer's silence was our own, and it may have gone on without us. */
  woke(): void {
    this.#wokeMs = this.#options.clock.monotonicMs();
    this.#answeredMs = this.#wokeMs;
    this.#whole = false;
    this.#turn("woke");
    if (this.#link === null) return;
    this.#unsure = true;
    void this.#ask(this.#link);
  }

  /** Gives changes to the peer; resolves once it holds them, with null when the link ended before. */
  async give(
    ids: readonly string[],
    changes: readonly Change[],
    targets: readonly string[],
    track: boolean,
  ): Promise<Given | null> {
    const number = this.debt.owe(ids, this.#options.clock.nowMs());
    const link = this.#link;
    if (link === null) return null;
    const done = this.vouch.given(changes);
    try {
      const given = await giveChanges({ link, changes, targets, track, whole: this.#options.whole });
      if (!given.refused) this.debt.paid(ids, number);
      return given;
    } catch {
      // The link has ended; whatever it lost is found by the exchange over the next one.
      return null;
    } finally {
      done();
    }
  }

  /** The peer's records of these keys; null when it does not answer in time. */
  async fetch(keys: readonly Uint8Array[], timeoutMs: number, track = false): Promise<Fetched | null> {
    const link = this.#link;
    if (link === null) return null;
    try {
      const answer = await link.request({ fetch: { keys, track } }, timeoutMs);
      return answer.fetched ?? null;
    } catch {
      // The caller answers from what is here, or says that it cannot know.
      return null;
    }
  }

  async #ask(link: PeerLink): Promise<void> {
    const { clock, heartbeat: ours, onHeartbeat } = this.#options;
    const sentMs = clock.monotonicMs();
    const said = ours();
    try {
      const { heartbeat } = await link.request({ heartbeat: said }, peerLimits.deadMs);
      if (this.#link !== link) return;
      this.#answeredMs = clock.monotonicMs();
      this.#heardMs = clock.nowMs();
      if (sentMs >= this.#wokeMs) this.#unsure = false;
      if (heartbeat) {
        this.#answered(said, heartbeat, sentMs);
        onHeartbeat(heartbeat, this.roundTripMs);
      }
      this.#turn("answered");
    } catch {
      // Silence is judged by `tick`.
    }
  }

  #answered(said: Heartbeat, heartbeat: Heartbeat, sentMs: number): void {
    const promised = said.wases.length > 0 || said.guests === true;
    this.vouch.answered(heartbeat, promised, sentMs);
    const { clock } = this.#options;
    this.roundTripMs = clock.monotonicMs() - sentMs;
    this.skewMs = Math.round(heartbeat.nowMs + this.roundTripMs / 2 - clock.nowMs());
  }

  #drop(reason: string): void {
    const link = this.#link;
    if (link === null) return;
    this.#whole = this.inStep;
    // By its last answer, on the wall clock: this member may have been paused since.
    if (this.#inStep) this.apartMs = this.#heardMs - APART_SLACK_MS;
    this.#link = null;
    this.#inStep = false;
    this.#turn("closed");
    link.close(reason);
  }

  #turn(event: PeerEvent): void {
    const from = this.#kind;
    const to = nextPeerState[from][event];
    if (from !== to) {
      const lastedMs = this.sinceMs();
      this.#kind = to;
      this.#sinceMs = this.#options.clock.monotonicMs();
      this.#options.onTurn({ from, to, node: this.node, lastedMs, because: event });
    }
    if (from !== to || event !== "answered") this.#options.onChange();
  }
}
