import { AppError } from "../base/app-error.ts";
import type { Change } from "./change.ts";
import type { GridParts } from "./grid-parts.ts";
import type { Members } from "./members.ts";
import { ownChange } from "./own-change.ts";
import type { PairKeeper } from "./pair-keeper.ts";
import type { Heartbeat, PeerLink, PeerMessage, Polled, Put, PutDone } from "./peer-link.ts";
import { PeerSync } from "./peer-sync.ts";
import { type ListSource, sessionList } from "./session-list.ts";
import { strictLimits } from "./strict-limits.ts";
import type { StrictPeer } from "./strict-peer.ts";
import type { StrictPeers } from "./strict-peers.ts";
import type { CopyVote, StrictReplica } from "./strict-replica.ts";
import type { Standing, StrictStanding } from "./strict-standing.ts";

/** What a StrictDesk needs. */
export interface StrictDeskOptions {
  readonly parts: GridParts;
  readonly places: Members;
  readonly peers: StrictPeers;
  readonly replica: StrictReplica;
  readonly standing: StrictStanding;
  readonly configuration: () => string;
  readonly pair: PairKeeper | null;
  readonly heartbeat: () => Heartbeat;
  readonly lists: ListSource;
  /** How often this member has asked to be listed to; 0 while it is too early for that. */
  readonly asking: () => number;
  /** A tombstone for an agent here that fires the listeners; this member holds no copy. */
  readonly onDeadElsewhere: (change: Change) => void;
}

/** Copies are compared this often; with a member that does not vote yet much more often. */
const COMPARE_MS = 60_000;
const COMPARE_SOON_MS = 1_000;

/** Where members of grid-strict talk to each other: votes, heartbeats, and the lists by which copies are compared. */
export class StrictDesk {
  readonly #options: StrictDeskOptions;
  readonly sync: PeerSync;
  /** When the copies of both were compared last, by link; absent while it never was. */
  readonly #compared = new WeakMap<PeerLink, number>();
  readonly #comparing = new Set<PeerLink>();
  /** Members of whose list not all could be taken. */
  readonly #lacking = new Set<string>();

  constructor(options: StrictDeskOptions) {
    this.#options = options;
    const { parts, places, replica } = options;
    this.sync = new PeerSync({
      clock: parts.options.clock,
      self: parts.options.node,
      table: parts.table,
      homes: (id) => places.homes(id),
      view: () => places.fingerprint,
      ready: () => Promise.resolve(),
      take: async (changes, from) => {
        // One member's record must not heal a damaged one, which needs both others: see refetch.
        const whole = changes.filter(({ key }) => !parts.table.damaged.has(hex(key)));
        const votes = await Promise.all(whole.map((change) => replica.put(hex(change.key), change)));
        const held = votes.every(({ digest }, at) => digest !== "" || whole[at]?.touch === true);
        if ((!held || replica.unwritten > 0) && from !== null) this.#lacking.add(from);
      },
      syncing: () => false,
    });
  }

  async answer(link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    const { peers, heartbeat } = this.#options;
    const peer = peers.get(link.identity.node);
    if (peer === undefined) throw new AppError("peer_refused", "not a member here");
    if (message.poll) return { polled: await this.#onPoll(message.poll) };
    if (message.put) return { putDone: await this.#onPut(message.put) };
    if (message.heartbeat) {
      peer.hears(link, message.heartbeat);
      return { heartbeat: heartbeat() };
    }
    if (message.join)
      return { joined: { taken: this.#options.pair?.onJoin(link, message.join.epoch) === true } };
    if (message.list) return { listed: await sessionList.mine(this.#options.lists, message.list) };
    if (message.goodbye) {
      peer.goodbye(link);
      return null;
    }
    return this.#onSync(peer, link, message);
  }

  async #onPoll(poll: NonNullable<PeerMessage["poll"]>): Promise<Polled> {
    const { replica, configuration } = this.#options;
    const vote = await replica.poll(hex(poll.key), hex(poll.digest));
    return {
      ...wire(vote, poll.configuration === configuration()),
      record: vote.record,
      lastAccessMs: vote.lastAccessMs,
    };
  }

  async #onPut({ records, configuration }: Put): Promise<PutDone> {
    const { parts, replica, onDeadElsewhere } = this.#options;
    const alike = configuration === this.#options.configuration();
    let vote: CopyVote | null = null;
    for (const change of alike ? records : []) {
      const id = hex(change.key);
      if (change.touch) parts.records.apply(id, ownChange.change(change));
      else if (parts.records.isHome(id)) vote = await replica.put(id, change);
      else if (change.tombstone) onDeadElsewhere(ownChange.change(change));
    }
    if (vote === null) return { voting: false, digest: NONE, dead: false };
    return { ...wire(vote, true), dead: vote.dead };
  }

  async #onSync(peer: StrictPeer, link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    const { standing, asking, peers } = this.#options;
    if (message.fetch) return { fetched: this.sync.onFetch(message.fetch.keys) };
    if (message.summary) {
      this.#lacking.delete(peer.node);
      return { summary: await this.sync.onSummary(link, message.summary) };
    }
    if (message.inventory) {
      await this.sync.onInventory(link, message.inventory.items);
      return { inventory: { items: [] } };
    }
    if (message.inventoryEnd) {
      const { standing: theirs, answers = 0 } = message.inventoryEnd;
      // It was asked to list after this start's patience was over, and all of it was taken.
      const counts = answers > 0 && answers <= asking() && !this.#lacking.has(peer.node);
      if (theirs && counts && peers.agrees(peer.node)) standing.took(peer.node, theirs as Standing);
      const refused = this.#lacking.has(peer.node);
      if (theirs && !refused) this.#options.pair?.took(link);
      return { inventoryEnd: { ...message.inventoryEnd, refused } };
    }
    throw new AppError(
      "peer_refused",
      "this sidecar is in mode grid-strict; start all members in the same mode",
    );
  }

  /** Once a second: lists to each member what it is to hold, when that is due. */
  compare(): void {
    const { peers, parts } = this.#options;
    const nowMs = parts.options.clock.monotonicMs();
    for (const peer of peers.all()) {
      const { link, said } = peer;
      if (link === null || !peers.agrees(peer.node) || this.#comparing.has(link)) continue;
      const everyMs = said?.standing === "formed" ? COMPARE_MS : COMPARE_SOON_MS;
      if (nowMs - (this.#compared.get(link) ?? Number.NEGATIVE_INFINITY) < everyMs) continue;
      this.#comparing.add(link);
      void this.list(link, said?.view ?? 0).finally(() => this.#comparing.delete(link));
    }
  }

  /** Lists all this member holds; true when the other has taken all of it. */
  async list(link: PeerLink, answers: number): Promise<boolean> {
    const { parts, places, standing } = this.#options;
    const { clock, log } = parts.options;
    // As they are before anything is listed.
    const now = standing.now;
    this.#compared.set(link, clock.monotonicMs());
    try {
      await this.sync.exchange(link, { fingerprint: places.fingerprint, turn: 0 }, 0);
      const end = { items: 0, standing: now, answers };
      const { inventoryEnd } = await link.request({ inventoryEnd: end }, LISTED_MS);
      return inventoryEnd?.refused === false;
    } catch (cause) {
      this.#compared.delete(link);
      log.warnSometimes("copies could not be compared with a member; tried again", { cause });
      return false;
    }
  }

  /** A copy that is damaged here counts again once both others have given all they hold of it. */
  async refetch(id: string): Promise<void> {
    const { peers, places, parts, replica, configuration } = this.#options;
    const poll = { key: Buffer.from(id, "hex"), digest: NONE, configuration: configuration() };
    const others = places.homes(id).filter((name) => name !== parts.options.node);
    const answers = await Promise.all(
      others.map((name) => peers.get(name)?.ask({ poll }, strictLimits.operationMs)),
    );
    const polled = answers.flatMap((answer) => (answer?.polled?.voting ? [answer.polled] : []));
    if (polled.length < others.length || !parts.table.damaged.has(id)) return;
    const records = polled.flatMap(({ record }) => record ?? []);
    // Both in one turn: with one of them alone it would count too early.
    for (const record of records) replica.take(id, record);
    if (records.length === 0) parts.table.giveUp(id);
  }

  /** Last accesses, for the copies of the sessions. A lost one costs nothing: a majority is asked before one expires. */
  touch(touches: readonly Change[]): void {
    const { peers, places, configuration } = this.#options;
    for (const peer of peers.all()) {
      const records = touches.filter(({ key }) => places.homes(hex(key)).includes(peer.node));
      if (records.length > 0) void peer.ask({ put: { records, configuration: configuration() } }, LISTED_MS);
    }
  }

  async leave(): Promise<void> {
    await Promise.all(this.#options.peers.all().map((peer) => peer.ask({ goodbye: {} }, 300)));
  }
}

const NONE = new Uint8Array(0);

const LISTED_MS = 10_000;

function wire({ voting, digest }: CopyVote, alike: boolean): { voting: boolean; digest: Uint8Array } {
  return { voting: voting && alike, digest: Buffer.from(digest, "hex") };
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString("hex");
}
