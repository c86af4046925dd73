import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Heartbeat, PeerIdentity, PeerLink } from "./peer-link.ts";
import type { PeerTurn } from "./peer-view.ts";
import type { ConfiguredMember } from "./peers.ts";
import { StrictPeer } from "./strict-peer.ts";

/** What StrictPeers needs. */
export interface StrictPeersOptions {
  readonly self: string;
  /** All configured members; it does not change while this process runs. */
  readonly members: readonly string[];
  /** The same as one word, told to the others and compared. */
  readonly configuration: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly heartbeat: () => Heartbeat;
  readonly onTurn: (turn: PeerTurn) => void;
  /** A member that was configured alike said something of itself; null when it is gone. */
  readonly onSaid: (node: string, said: Heartbeat | null, roundTripMs: number) => void;
  /** A member that has no place here, or was configured otherwise; told at most once a minute each. */
  readonly onStranger: (node: string, why: string) => void;
}

const TOLD_AGAIN_MS = 60_000;

/** The other members of grid-strict. Who they are is configured; a vote of anybody else does not exist. */
export class StrictPeers {
  readonly #options: StrictPeersOptions;
  readonly #peers = new Map<string, StrictPeer>();
  readonly #told = new Map<string, number>();
  #addresses = new Map<string, string>();

  constructor(options: StrictPeersOptions) {
    this.#options = options;
    const { clock, heartbeat, onTurn } = options;
    for (const node of options.members) {
      if (node === options.self) continue;
      const onSaid = (said: Heartbeat | null, roundTripMs: number): void =>
        this.#said(node, said, roundTripMs);
      this.#peers.set(node, new StrictPeer({ node, clock, heartbeat, onTurn, onSaid }));
    }
  }

  all(): StrictPeer[] {
    return [...this.#peers.values()];
  }

  get(node: string): StrictPeer | undefined {
    return this.#peers.get(node);
  }

  /** It is linked, and was configured with the same members. */
  agrees(node: string): boolean {
    return this.#peers.get(node)?.said?.configuration === this.#options.configuration;
  }

  /** Where members are dialled. Who they are stays as it was when this process started. */
  configured(members: readonly ConfiguredMember[]): void {
    this.#addresses = new Map(members.map(({ node, address }) => [node, address]));
    for (const { node } of members) {
      if (node === "" || node === this.#options.self || this.#peers.has(node)) continue;
      this.#tell(
        node,
        "it was added to the list; grid-strict takes another list after a restart of all members",
      );
    }
  }

  addressOf(node: string): string {
    return this.#addresses.get(node) ?? this.#peers.get(node)?.identity?.address ?? "";
  }

  identities(): PeerIdentity[] {
    return this.all().flatMap(({ identity }) => (identity === null ? [] : [identity]));
  }

  linked(link: PeerLink): void {
    const { node } = link.identity;
    const peer = this.#peers.get(node);
    if (peer !== undefined) {
      peer.linked(link);
      return;
    }
    this.#tell(node, "it is not in the list of members (--members, --members-file) of this sidecar");
    link.close("not a member here");
  }

  closed(link: PeerLink): void {
    this.#peers.get(link.identity.node)?.closed(link);
  }

  renamed(link: PeerLink): void {
    this.#peers.get(link.identity.node)?.renamed(link);
  }

  unreachable(address: string): void {
    for (const [node, at] of this.#addresses) if (at === address) this.#peers.get(node)?.unreachable();
  }

  tick(): void {
    for (const peer of this.#peers.values()) peer.tick();
  }

  woke(): void {
    for (const peer of this.#peers.values()) peer.woke();
  }

  /** The member that WAS is attached to. */
  withWas(was: string): StrictPeer | null {
    return this.all().find(({ said }) => said?.wases.includes(was)) ?? null;
  }

  #said(node: string, said: Heartbeat | null, roundTripMs: number): void {
    const { configuration, onSaid } = this.#options;
    const alike = said === null || said.configuration === configuration;
    onSaid(node, alike ? said : null, roundTripMs);
    if (alike) return;
    const why = said.configuration
      ? "it was started with another list of members; give all the same --members and restart it"
      : "it is not in mode grid-strict; start all members in the same mode";
    this.#tell(node, why);
  }

  #tell(node: string, why: string): void {
    const { clock, log, onStranger } = this.#options;
    const nowMs = clock.monotonicMs();
    if (nowMs - (this.#told.get(node) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS) return;
    this.#told.set(node, nowMs);
    log.warn("a member is left out of every vote", { node, why });
    onStranger(node, why);
  }
}
