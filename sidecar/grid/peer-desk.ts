import type { Change } from "./change.ts";
import type { Committer } from "./committer.ts";
import type { GridParts } from "./grid-parts.ts";
import { keyHex } from "./key-hex.ts";
import { listSource } from "./list-source.ts";
import type { Members } from "./members.ts";
import { ownChange } from "./own-change.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Fetched, Heartbeat, PeerLink, PeerMessage } from "./peer-link.ts";
import type { PeerReplica } from "./peer-replica.ts";
import { PeerSync } from "./peer-sync.ts";
import type { PeerTurn } from "./peer-view.ts";
import { Peers } from "./peers.ts";
import type { Replicator } from "./replicator.ts";
import type { Sureness } from "./session-authority.ts";
import { type ListSource, sessionList } from "./session-list.ts";
import { sessionRecord } from "./session-record.ts";

/** What PeerDesk needs of the grid. */
export interface PeerDeskOptions {
  readonly parts: GridParts;
  readonly loopDelayMs: () => number;
  /** An operation of an agent was carried out elsewhere. */
  readonly remember: (change: Change) => void;
  /** What this member may say of a session as a home of it. */
  readonly home: (id: string) => Promise<Sureness>;
  readonly onChange: () => void;
}

/** Where members talk to each other: answers their requests, keeps their states, and promises to agents and guests. */
export class PeerDesk {
  readonly peers: Peers;
  readonly sync: PeerSync;
  readonly #options: PeerDeskOptions;
  readonly #lists: ListSource;
  #committer!: Committer;
  #replicator!: Replicator;
  /** By member: under which name its copies are kept track of, over its present link. */
  readonly #holders = new Map<string, { readonly link: PeerLink; readonly name: string }>();
  #links = 0;
  /** Near copies this member had no right to any more; resolves when they are gone. */
  #recalled: Promise<void> = Promise.resolve();

  constructor(options: PeerDeskOptions) {
    this.#options = options;
    const { table, options: grid } = options.parts;
    const { node, clock, copies, log } = grid;
    this.peers = new Peers({
      self: node,
      clock,
      copies,
      log,
      heartbeat: () => this.#heartbeat(),
      exchange: (link, view, answers) => this.sync.exchange(link, view, answers),
      whole: (id) => this.#whole(id),
      onTurn: (turn) => this.#turned(turn),
      onLinked: (node) => options.parts.guestBook.lost(node),
      onHeartbeat: ({ nowMs }, roundTripMs) => options.parts.guard.peerSays(nowMs + roundTripMs / 2),
      refusing: () => grid.changeLog.refusal() !== null,
      onSettled: () => this.#settled(),
      onView: (before, now) => this.#viewed(before, now),
    });
    this.#lists = listSource(options.parts, this.peers);
    this.sync = new PeerSync({
      clock,
      self: node,
      table,
      homes: (id) => this.peers.homes(id),
      view: () => this.peers.members.fingerprint,
      ready: () => this.#recalled,
      take: async (changes, from) => {
        const apartMs = from === null ? undefined : this.peers.get(from)?.apartMs;
        await this.#take(changes.map(ownChange.change), null, apartMs);
      },
      syncing: () => this.peers.all().some((peer) => peer.kind === "alive" && !peer.inStep),
    });
  }

  /** The rest of the grid, made from what is above. */
  open(committer: Committer, replicator: Replicator): void {
    this.#committer = committer;
    this.#replicator = replicator;
  }

  /** Whether near copies of our agents may be promised for another lease. */
  vouches(except: PeerReplica | null = null): boolean {
    const { guestBook } = this.#options.parts;
    if (this.peers.expecting) return false;
    for (const peer of this.peers.all()) {
      if (peer === except) continue;
      if (!peer.vouches()) return false;
      if (guestBook.standsOn(peer.node) && !peer.vouch.tracked()) return false;
    }
    return true;
  }

  tick(): void {
    const { guestBook } = this.#options.parts;
    this.peers.tick();
    for (const peer of this.peers.all()) {
      // What it cannot watch over must not keep our agents from all other near copies.
      if (!guestBook.standsOn(peer.node)) continue;
      const forsaken = peer.vouch.forsaken(guestBook.standingSinceMs(peer.node));
      if (peer.kind !== "alive" || forsaken) guestBook.lost(peer.node);
    }
    this.#replicator.wake();
  }

  async answer(link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    const node = link.identity.node;
    if (message.replicate) return this.#onReplicate(link, message.replicate);
    if (message.heartbeat) return { heartbeat: this.#onHeartbeat(link, message.heartbeat) };
    if (message.fetch) return { fetched: await this.#onFetch(link, message.fetch) };
    if (message.summary) return { summary: await this.sync.onSummary(link, message.summary) };
    if (message.recall) {
      await this.#options.parts.guestBook.recall(node, message.recall.keys.map(keyHex));
      return null;
    }
    if (message.inventory) {
      await this.sync.onInventory(link, message.inventory.items);
      return { inventory: { items: [] } };
    }
    if (message.inventoryEnd) {
      this.peers.get(node)?.caughtUp(link, message.inventoryEnd);
      const refused = this.#options.parts.options.changeLog.refusal() !== null;
      return { inventoryEnd: { ...message.inventoryEnd, refused } };
    }
    if (message.list) return { listed: await sessionList.mine(this.#lists, message.list) };
    if (message.goodbye) this.peers.get(node)?.goodbye(link);
    return null;
  }

  /** Last accesses, for the homes of the sessions. A lost one costs nothing: before a session expires all homes are asked. */
  touch(touches: readonly Change[]): void {
    for (const peer of this.peers.all()) {
      if (peer.link === null) continue;
      const records = touches.filter(({ key }) => this.peers.homes(keyHex(key)).includes(peer.node));
      if (records.length > 0) {
        peer.link.send({ replicate: { records } }).catch(() => {
          // The link has ended; see above.
        });
      }
    }
  }

  async leave(): Promise<void> {
    const links = this.peers.all().flatMap(({ link }) => link ?? []);
    await Promise.all(
      links.map((link) =>
        link.request({ goodbye: {} }, 300).catch(() => {
          // It does not answer a goodbye; the closed link says the same.
        }),
      ),
    );
  }

  async #onReplicate(link: PeerLink, replicate: NonNullable<PeerMessage["replicate"]>): Promise<PeerMessage> {
    const { table, hlc, near } = this.#options.parts;
    const { records, targets = [], track = false } = replicate;
    const needFull: Uint8Array[] = [];
    const holder = this.#holder(link);
    for (const change of records) {
      const id = keyHex(change.key);
      if (this.#committer.lacksBase(id, change)) needFull.push(change.key);
      if (change.version !== null) hlc.observe(change.version);
      if (track && holder !== null && !change.touch) near.hold(holder, id);
    }
    // A sender of the first revision names no targets: there are two members.
    const owned = records.map(ownChange.change);
    const { codec } = this.#options.parts.options;
    // Journaled as they came.
    codec.encoded(owned, codec.encoded(records));
    const relaying = targets.length === 0 ? null : this.#replicator.relay(owned, targets);
    const refused = await this.#take(owned, holder);
    const relayed = await relaying;
    const dead: Change[] = [...(relayed?.dead ?? [])];
    for (const { key, tombstone } of records) {
      if (!tombstone && table.peek(keyHex(key))?.dead) dead.push(...this.sync.onFetch([key]).records);
    }
    return { replicated: { needFull, dead, relayed: relayed?.holders ?? [], refused } };
  }

  /** True when the disk did not take them: they are in memory, and the agents here know of them. */
  #take(owned: readonly Change[], except: string | null, apartMs?: number): Promise<boolean> {
    for (const change of owned) {
      this.#options.remember(change);
      // Whoever brings it does not recall what we keep as its guest: it takes us for a home.
      if (!change.touch) this.#options.parts.guestBook.overtaken(keyHex(change.key));
    }
    return this.#committer.take(owned, except, apartMs);
  }

  async #onFetch(link: PeerLink, fetch: NonNullable<PeerMessage["fetch"]>): Promise<Fetched> {
    if (fetch.track !== true) return this.sync.onFetch(fetch.keys);
    const holder = this.#holder(link);
    const says = await Promise.all(fetch.keys.map((key) => this.#options.home(keyHex(key))));
    const syncing = says.some((sureness) => sureness !== "sure");
    const promised = !says.includes("unsure");
    // Noted before the value is read: a writer that comes later finds this holder.
    if (holder !== null) for (const key of fetch.keys) this.#options.parts.near.hold(holder, keyHex(key));
    return { ...this.sync.onFetch(fetch.keys), syncing, promised };
  }

  #onHeartbeat(link: PeerLink, heartbeat: Heartbeat): Heartbeat {
    const peer = this.peers.get(link.identity.node);
    if (peer === undefined || peer.link !== link) return { ...this.#heartbeat(), withheld: true };
    const { withheld } = peer.vouch.asked(heartbeat);
    const holder = this.#holder(link);
    const tracking =
      !withheld && holder !== null && this.vouches(peer) && this.#options.parts.near.renew(holder);
    return { ...this.#heartbeat(), withheld, tracking };
  }

  #heartbeat(): Heartbeat {
    const { options, agents, near, table } = this.#options.parts;
    return {
      nowMs: options.clock.nowMs(),
      loopDelayMs: Math.min(60_000, Math.round(this.#options.loopDelayMs())),
      wases: agents.wases(),
      refusing: options.changeLog.refusal() !== null,
      inSync: this.peers.all().every((peer) => peer.kind !== "alive" || peer.inStep),
      guests: [...this.#holders.values()].some(({ name }) => near.held(name) > 0),
      view: this.peers.members.fingerprint,
      sessions: table.live,
    };
  }

  /** Name under which the copies a member keeps are noted; null over a link that is not its present one. */
  #holder(link: PeerLink): string | null {
    const { near } = this.#options.parts;
    const { node } = link.identity;
    if (this.peers.get(node)?.link !== link) return null;
    const known = this.#holders.get(node);
    if (known?.link === link) return known.name;
    if (known !== undefined) near.detach(known.name, false);
    this.#links += 1;
    const name = `member ${node} ${this.#links}`;
    this.#holders.set(node, { link, name });
    const recall = (notice: number, ids: readonly string[]): void => {
      const keys = ids.map((id) => Buffer.from(id, "hex"));
      link.send({ recall: { keys } }).then(
        () => near.dropped(name, notice),
        () => {
          // The link has ended: its leases run out.
        },
      );
    };
    near.attach(name, recall, peerLimits.leasesOverMs);
    return name;
  }

  /** Sessions are placed on other members: nobody may serve on our word what we are no home of any more. */
  #viewed(before: Members, now: Members): void {
    const { near, options } = this.#options.parts;
    const given = near.ids().filter((id) => {
      const was = before.homes(id).includes(options.node);
      return was !== now.homes(id).includes(options.node);
    });
    const dropped = near.drop(given, null);
    const earlier = this.#recalled;
    this.#recalled = Promise.all([earlier, dropped]).then(() => {});
    queueMicrotask(() => {
      for (const peer of this.peers.all()) peer.tell();
      this.#options.onChange();
    });
  }

  /** What was kept as a guest until now is held as a home; nothing here stands on another's word for it any more. */
  #settled(): void {
    const { guestBook } = this.#options.parts;
    for (const id of guestBook.ids()) if (this.peers.isHome(id)) guestBook.remove(id);
    queueMicrotask(() => this.#options.onChange());
  }

  #whole(id: string): Change | null {
    const record = this.#options.parts.records.get(id);
    return record === null ? null : sessionRecord.toChange(record);
  }

  #turned(turn: PeerTurn): void {
    const { history, options } = this.#options.parts;
    options.log.info("a member changed its state", { ...turn });
    const fields = { durationMs: turn.lastedMs, detail: turn.because };
    if (turn.to === "dead") history.add("member_dead", turn.node, fields);
    if (turn.to === "alive" && turn.from !== "suspect") history.add("member_alive", turn.node, fields);
    if (turn.to !== "alive") this.#options.parts.guestBook.lost(turn.node);
    queueMicrotask(() => {
      this.#replicator.wake();
      this.#options.onChange();
    });
  }
}
