import type { Clock } from "../base/clock.ts";
import { nextPeerState, type PeerEvent, type PeerKind } from "./next-peer-state.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Heartbeat, PeerIdentity, PeerLink, PeerMessage } from "./peer-link.ts";
import type { PeerTurn } from "./peer-view.ts";

/** What a StrictPeer needs. */
export interface StrictPeerOptions {
  readonly node: string;
  readonly clock: Clock;
  /** Ours, to be said. */
  readonly heartbeat: () => Heartbeat;
  readonly onTurn: (turn: PeerTurn) => void;
  /** It has said something of itself; null when its link has ended. */
  readonly onSaid: (said: Heartbeat | null, roundTripMs: number) => void;
}

/** Another member of grid-strict: its link, and whether it answers. No vote depends on this, only whom to ask. */
export class StrictPeer {
  readonly node: string;
  readonly #options: StrictPeerOptions;
  #kind: PeerKind = "unknown";
  #link: PeerLink | null = null;
  #identity: PeerIdentity | null = null;
  #said: Heartbeat | null = null;
  #answeredMs: number;
  #sinceMs: number;
  roundTripMs = 0;
  skewMs = 0;

  constructor(options: StrictPeerOptions) {
    this.#options = options;
    this.node = options.node;
    this.#answeredMs = options.clock.monotonicMs();
    this.#sinceMs = this.#answeredMs;
  }

  get kind(): PeerKind {
    return this.#kind;
  }

  get link(): PeerLink | null {
    return this.#link;
  }

  get identity(): PeerIdentity | null {
    return this.#identity;
  }

  /** What it said last over the present link. */
  get said(): Heartbeat | null {
    return this.#said;
  }

  sinceMs(): number {
    return this.#options.clock.monotonicMs() - this.#sinceMs;
  }

  /** A proven link replaces the one before. */
  linked(link: PeerLink): void {
    const before = this.#link;
    this.#link = link;
    this.#identity = link.identity;
    this.#said = null;
    this.#answeredMs = this.#options.clock.monotonicMs();
    this.#turn("linked");
    before?.close("replaced by a newer link");
    void this.#speak(link);
  }

  renamed(link: PeerLink): void {
    if (this.#link === link) this.#identity = link.identity;
  }

  closed(link: PeerLink): void {
    if (this.#link === link) this.#drop("closed");
  }

  goodbye(link: PeerLink): void {
    if (this.#link !== link) return;
    this.#turn("goodbye");
    this.#drop("the member said goodbye");
  }

  unreachable(): void {
    if (this.#link === null) this.#turn("unreachable");
  }

  /** This member did not run for a while: the other's silence was its own. */
  woke(): void {
    this.#answeredMs = this.#options.clock.monotonicMs();
    this.#turn("woke");
    if (this.#link !== null) void this.#speak(this.#link);
  }

  /** Ten times a second. */
  tick(): void {
    if (this.#link === null) return;
    void this.#speak(this.#link);
    const silentMs = this.#options.clock.monotonicMs() - this.#answeredMs;
    if (silentMs > peerLimits.deadMs) {
      this.#turn("silent");
      this.#drop("no word from the member");
    } else if (silentMs > peerLimits.quietMs) this.#turn("quiet");
  }

  /** Its state as it came over `link`. */
  hears(link: PeerLink, said: Heartbeat): void {
    if (this.#link !== link) return;
    this.#said = said;
    this.#options.onSaid(said, this.roundTripMs);
  }

  /** Null when there is no link, it ends, or no answer comes in time. */
  async ask(message: PeerMessage, timeoutMs: number): Promise<PeerMessage | null> {
    const link = this.#link;
    if (link === null || timeoutMs <= 0) return null;
    try {
      return await link.request(message, timeoutMs);
    } catch {
      // It counts as one that did not answer.
      return null;
    }
  }

  async #speak(link: PeerLink): Promise<void> {
    const { clock, heartbeat } = this.#options;
    const sentMs = clock.monotonicMs();
    const answer = await this.ask({ heartbeat: heartbeat() }, peerLimits.deadMs);
    if (answer === null || this.#link !== link) return;
    this.#answeredMs = clock.monotonicMs();
    this.roundTripMs = this.#answeredMs - sentMs;
    if (answer.heartbeat) {
      this.skewMs = Math.round(answer.heartbeat.nowMs + this.roundTripMs / 2 - clock.nowMs());
      this.hears(link, answer.heartbeat);
    }
    this.#turn("answered");
  }

  #drop(reason: string): void {
    const link = this.#link;
    if (link === null) return;
    this.#link = null;
    this.#said = null;
    this.#options.onSaid(null, 0);
    this.#turn("closed");
    link.close(reason);
  }

  #turn(event: PeerEvent): void {
    const from = this.#kind;
    const to = nextPeerState[from][event];
    if (from === to) return;
    const lastedMs = this.sinceMs();
    this.#kind = to;
    this.#sinceMs = this.#options.clock.monotonicMs();
    this.#options.onTurn({ from, to, node: this.node, lastedMs, because: event });
  }
}
