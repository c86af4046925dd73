import { AppError } from "../base/app-error.ts";
import type { Change } from "./change.ts";
import { Debt } from "./debt.ts";
import { giveChanges } from "./give-changes.ts";
import { nextPeerState, type PeerEvent, type PeerKind } from "./next-peer-state.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Heartbeat, PeerIdentity, PeerLink, PeerMessage } from "./peer-link.ts";
import type { Authority, PeerReplicaOptions } from "./peer-view.ts";
import { Signal } from "./signal.ts";
import { transferMs } from "./transfer-ms.ts";

/** This member's view of its peer: alive or not, in step or not, what is owed; and the ways to ask it. */
export class PeerReplica {
  readonly debt = new Debt();
  readonly #options: PeerReplicaOptions;
  readonly #startedMs: number;
  #kind: PeerKind = "unknown";
  #sinceMs: number;
  #link: PeerLink | null = null;
  #identity: PeerIdentity | null = null;
  #heardMs: number;
  /** Until we know better, agents there may hold leases. */
  #agentsThere = true;
  #wases: readonly string[] = [];
  #wokeMs = 0;
  #spokeMs = 0;
  /** We hold what the peer held when the link came up. */
  #inStep = false;
  /** The peer holds what we held. */
  #peerInStep = false;
  /** We were paused: until the peer answers, it may have gone on without us. */
  #unsure = false;
  readonly #signal = new Signal();

  constructor(options: PeerReplicaOptions) {
    this.#options = options;
    this.#startedMs = options.clock.monotonicMs();
    this.#sinceMs = this.#startedMs;
    this.#heardMs = this.#startedMs;
  }

  get kind(): PeerKind {
    return this.#kind;
  }

  get identity(): PeerIdentity | null {
    return this.#identity;
  }

  /** WAS processes attached to the peer. */
  get wases(): readonly string[] {
    return this.#link === null ? [] : this.#wases;
  }

  get link(): PeerLink | null {
    return this.#link;
  }

  get inStep(): boolean {
    return this.#link !== null && this.#inStep && !this.#unsure;
  }

  get bothInStep(): boolean {
    return this.inStep && this.#peerInStep;
  }

  sinceMs(): number {
    return this.#options.clock.monotonicMs() - this.#sinceMs;
  }

  authority(): Authority {
    if (this.#link !== null) {
      if (this.inStep) return this.#kind === "alive" ? "local" : "wait";
      return "ask";
    }
    if (this.#kind !== "dead") return "wait";
    const neverLinked = this.#identity === null;
    return neverLinked && this.#options.clock.monotonicMs() - this.#startedMs < peerLimits.graceMs
      ? "grace"
      : "local";
  }

  /** A proven link replaces the one before. */
  linked(link: PeerLink): void {
    const before = this.#link;
    this.#link = link;
    this.#identity = link.identity;
    this.#inStep = false;
    this.#peerInStep = false;
    this.#unsure = false;
    this.#agentsThere = true;
    this.#heardMs = this.#options.clock.monotonicMs();
    this.#turn("linked");
    before?.close("replaced by a newer link");
    void this.#bringInStep(link);
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
  renamed(link: PeerLink, identity: PeerIdentity): void {
    if (this.#link === link) this.#identity = identity;
  }

  goodbye(link: PeerLink): void {
    if (this.#link !== link) return;
    // It has sent its agents away before: there are no leases left.
    this.#agentsThere = false;
    this.#turn("goodbye");
    this.#drop("the peer said goodbye");
  }

  /** Any frame of the link. */
  heard(link: PeerLink): void {
    if (this.#link !== link) return;
    this.#heardMs = this.#options.clock.monotonicMs();
    if (this.#kind !== "alive") this.#turn("heard");
  }

  /** The peer has nothing more that we lack. */
  caughtUp(link: PeerLink): void {
    if (this.#link !== link) return;
    this.#inStep = true;
    this.#signal.fire();
  }

  hears(heartbeat: Heartbeat): void {
    this.#agentsThere = heartbeat.wases.length > 0;
    this.#wases = heartbeat.wases;
  }

  /** Ten times a second: speaks, and judges the peer's silence. */
  tick(): void {
    const link = this.#link;
    if (link !== null) void this.#ask(link);
    const silentMs = this.#options.clock.monotonicMs() - this.#heardMs;
    if (silentMs > (this.#agentsThere ? peerLimits.leasesOverMs : peerLimits.quietMs)) {
      this.#turn("silent");
      if (this.#kind === "dead") this.#drop("no word from the peer");
    } else if (silentMs > peerLimits.quietMs) this.#turn("quiet");
    this.#signal.fire();
  }

  /** Speaks now, for example before the first lease is given here. */
  speak(): void {
    if (this.#link !== null) void this.#ask(this.#link);
  }

  /**
   * Whether a near copy may be promised for another lease. The peer counts leases from our last word, so there
   * is none without a fresh one.
   */
  vouch(): boolean {
    const authority = this.authority();
    if (authority !== "local" && authority !== "grace") return false;
    if (this.#options.clock.monotonicMs() - this.#spokeMs > peerLimits.heartbeatMs) this.speak();
    return true;
  }

  /** This member did not run for a while: the peer's silence was our own, and it may have gone on without us. */
  woke(): void {
    this.#wokeMs = this.#options.clock.monotonicMs();
    this.#heardMs = this.#wokeMs;
    this.#turn("woke");
    if (this.#link === null) return;
    this.#unsure = true;
    void this.#ask(this.#link);
  }

  /**
   * Gives changes to the peer. `held` is true once it holds them and its agents have dropped their copies, false
   * once it is given up and the leases of its agents are over. `dead` are sessions it knows to be dead.
   */
  async replicate(
    ids: readonly string[],
    changes: readonly Change[],
  ): Promise<{ held: boolean; dead: readonly Change[] }> {
    const number = this.debt.owe(ids, this.#options.clock.nowMs());
    const deadlineMs = this.#options.clock.monotonicMs() + peerLimits.requestMs + transferMs(changes);
    while (this.#options.clock.monotonicMs() < deadlineMs) {
      const link = this.#link;
      if (link !== null) {
        const dead = await this.#give(link, changes, deadlineMs);
        if (dead !== null) {
          this.debt.paid(ids, number);
          return { held: true, dead };
        }
      } else if (this.#kind === "dead") {
        break;
      } else {
        await this.#signal.next();
      }
    }
    if (this.#link !== null) this.#drop("no answer to a change in time");
    await this.#leasesOver();
    return { held: false, dead: [] };
  }

  /** The peer's records of these keys; null when it does not answer in time. */
  async fetch(keys: readonly Uint8Array[], timeoutMs: number): Promise<PeerMessage["fetched"] | null> {
    const link = this.#link;
    if (link === null) return null;
    try {
      const answer = await link.request({ fetch: { keys } }, timeoutMs);
      if (this.#link === link) this.#unsure = false;
      return answer.fetched ?? null;
    } catch {
      // The caller answers from what is here, or says that it cannot know.
      return null;
    }
  }

  /** Resolves when the peer is either in step or given up, or after `timeoutMs`. */
  async settled(timeoutMs: number): Promise<void> {
    const deadlineMs = this.#options.clock.monotonicMs() + timeoutMs;
    while (this.authority() === "wait" && this.#options.clock.monotonicMs() < deadlineMs)
      await this.#signal.next();
  }

  async #give(
    link: PeerLink,
    changes: readonly Change[],
    deadlineMs: number,
  ): Promise<readonly Change[] | null> {
    const { clock, whole } = this.#options;
    try {
      return await giveChanges({ link, changes, whole, leftMs: () => deadlineMs - clock.monotonicMs() });
    } catch (cause) {
      // A link that lost one change must not go on as if it had not: the next link compares everything.
      if (this.#link === link) this.#drop(AppError.from(cause).message);
      return null;
    }
  }

  async #bringInStep(link: PeerLink): Promise<void> {
    const mark = this.debt.mark();
    try {
      await this.#options.exchange(link);
    } catch (cause) {
      this.#options.log.warnSometimes("the exchange with the peer failed; it starts again", { cause });
      if (this.#link === link) this.#drop("the exchange failed");
    }
    if (this.#link !== link) return;
    this.#peerInStep = true;
    this.debt.paidUpTo(mark);
    this.#signal.fire();
  }

  async #ask(link: PeerLink): Promise<void> {
    const sentMs = this.#options.clock.monotonicMs();
    this.#spokeMs = sentMs;
    try {
      const { heartbeat } = await link.request({ heartbeat: this.#options.heartbeat() }, 2_000);
      if (this.#link !== link) return;
      this.#unsure = false;
      if (heartbeat) this.#options.onHeartbeat(heartbeat, this.#options.clock.monotonicMs() - sentMs);
      this.#signal.fire();
    } catch {
      // Silence is judged by `tick`.
    }
  }

  /** The end of the leases that were given before the link was lost; a new link does not shorten it. */
  async #leasesOver(): Promise<void> {
    if (!this.#agentsThere) return;
    const leftMs = this.#heardMs + peerLimits.leasesOverMs - this.#options.clock.monotonicMs();
    if (leftMs > 0) await new Promise<void>((resolve) => this.#options.clock.after(leftMs + 1, resolve));
  }

  #drop(reason: string): void {
    const link = this.#link;
    if (link === null) return;
    this.#link = null;
    this.#inStep = false;
    this.#peerInStep = false;
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
      this.#options.onChange({ from, to, node: this.#identity?.node ?? "", lastedMs, because: event });
    }
    this.#signal.fire();
  }
}
