import { AppError } from "../base/app-error.ts";
import type { Cancel } from "../base/clock.ts";
import type { AgentStream } from "./agents.ts";
import type { Change } from "./change.ts";
import type { Committer } from "./committer.ts";
import { Expiry } from "./expiry.ts";
import { gridCommitter } from "./grid-committer.ts";
import type { GridMode } from "./grid-mode.ts";
import { type GridOptions, type GridParts, gridParts } from "./grid-parts.ts";
import { leaseMs } from "./lease-ms.ts";
import { ModeKeeper } from "./mode-keeper.ts";
import { ownChange } from "./own-change.ts";
import { PauseDetector } from "./pause-detector.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Heartbeat, PeerLink, PeerMessage } from "./peer-link.ts";
import { PeerReplica } from "./peer-replica.ts";
import { PeerSync } from "./peer-sync.ts";
import type { PeerTurn } from "./peer-view.ts";
import { SessionGrid } from "./session-grid.ts";
import type { Version } from "./version.ts";

/** What an agent is told when it attaches. */
export interface Admission {
  readonly leaseMs: number;
  readonly mode: GridMode;
}

/** After a pause this long an agent has given up what it asked for: what is still queued must not be done. */
const STREAMS_CUT_MS = 800;

const TOUCH_BATCH = 500;

/** The grid of one member: agents on one side, the peer on the other, sessions in the middle. */
export class Grid {
  readonly parts: GridParts;
  /** Null in solo mode. */
  readonly peer: PeerReplica | null;
  readonly sessions: SessionGrid;
  readonly #committer: Committer;
  readonly #sync: PeerSync;
  readonly #expiry: Expiry;
  readonly #pause: PauseDetector;
  readonly #mode: ModeKeeper;
  readonly #timers: Cancel[] = [];
  #skewMs = 0;
  #roundTripMs = 0;

  constructor(options: GridOptions) {
    this.parts = gridParts(options);
    const { clock } = options;
    this.peer = options.mode === "solo" ? null : this.#makePeer(options);
    this.#mode = new ModeKeeper(this.parts, this.peer);
    this.#committer = gridCommitter(this.parts, this.peer, (id, reason) => this.#follow(id, reason));
    this.sessions = new SessionGrid(this.parts, this.peer, this.#committer);
    this.#sync = new PeerSync({
      table: this.parts.table,
      take: (changes) => this.#take(changes),
      syncing: () => this.peer?.inStep === false,
    });
    this.#expiry = new Expiry(this.parts, {
      expire: (id) => this.#expire(id),
      onDuty: () => this.#onDuty(),
    });
    this.#pause = new PauseDetector(clock, (gapMs) => this.#paused(gapMs));
  }

  get mode(): GridMode {
    return this.#mode.mode;
  }

  /** Of the peer's clock against ours, and of a heartbeat there and back. */
  get peerFigures(): { readonly skewMs: number; readonly roundTripMs: number } {
    return { skewMs: this.#skewMs, roundTripMs: this.#roundTripMs };
  }

  /** Takes in a change the journal held when this process started; call it after `parts.table.load()`. */
  replay(change: Change): void {
    const id = Buffer.from(change.key).toString("hex");
    const owned = ownChange.change(change);
    this.parts.table.apply(id, owned);
    if (change.version !== null) this.parts.hlc.observe(change.version);
    this.sessions.remember(change);
  }

  start(): void {
    const { clock } = this.parts.options;
    this.#timers.push(
      clock.every(50, () => this.#pause.tick()),
      clock.every(peerLimits.heartbeatMs, () => this.#tick()),
      clock.every(1_000, () => this.#second()),
    );
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
  }

  /** Throws `too_many`. `held` are near copies from an earlier stream: they are recalled. */
  attach(
    agent: AgentStream,
    held: readonly { readonly key: Uint8Array; readonly version: Version | null }[],
  ): Admission {
    this.awake();
    const { agents, near, options, history } = this.parts;
    for (const earlier of agents.earlier(agent)) {
      this.detach(earlier.id, true);
      earlier.close("the agent has a newer stream");
    }
    if (agents.count >= options.agentsMax) {
      throw new AppError("too_many", `${options.agentsMax} agents are attached (--agents-max)`);
    }
    agents.add(agent);
    near.attach(agent.id, (notice, ids) => {
      agent.push({ stale: { notice, keys: ids.map((id) => Buffer.from(id, "hex")) } });
    });
    const ids = held.map(({ key }) => Buffer.from(key).toString("hex"));
    for (const id of ids) near.hold(agent.id, id);
    // After Welcome, which the caller sends now.
    queueMicrotask(() => near.recall(agent.id, ids));
    history.add("agent_attached", agent.was, { detail: agent.server });
    // The peer must know that there are leases here before the first is given.
    this.peer?.speak();
    return { leaseMs, mode: this.#mode.mode };
  }

  /** `known` when the agent itself ended the stream. */
  detach(id: string, known: boolean): void {
    this.parts.near.detach(id, known);
    const agent = this.parts.agents.remove(id);
    if (agent !== null) this.parts.history.add("agent_gone", agent.was);
  }

  /** False: the near copies of this agent must not be served any longer, so it gets no Renewed. */
  renew(id: string): boolean {
    return this.peer?.vouch() !== false && this.parts.near.renew(id);
  }

  /** Called before anything that came from outside is looked at. False: it came before a long pause, forget it. */
  awake(): void {
    this.#pause.check();
  }

  linked(link: PeerLink): void {
    this.peer?.linked(link);
  }

  /** Answers a request of the peer; null for what needs no answer. */
  async onPeer(link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    this.awake();
    if (message.replicate) return this.#onReplicate(message.replicate.records);
    if (message.heartbeat) {
      this.peer?.hears(message.heartbeat);
      return { heartbeat: this.#heartbeat() };
    }
    if (message.fetch) return { fetched: this.#sync.onFetch(message.fetch.keys) };
    if (message.inventory) {
      await this.#sync.onInventory(link, message.inventory.items);
      return { inventory: { items: [] } };
    }
    if (message.inventoryEnd) {
      this.peer?.caughtUp(link);
      this.#mode.refresh();
      return { inventoryEnd: message.inventoryEnd };
    }
    if (message.goodbye) this.peer?.goodbye(link);
    return null;
  }

  /** This member leaves on purpose: its agents first, so that the peer need not wait for their leases. */
  async leave(): Promise<void> {
    for (const agent of this.parts.agents.all()) {
      agent.close("the sidecar stops");
      this.parts.near.detach(agent.id, true);
    }
    const link = this.peer?.link;
    if (link) {
      await link.request({ goodbye: {} }, 300).catch(() => {
        // It does not answer a goodbye; the closed link says the same.
      });
    }
  }

  #makePeer(options: GridOptions): PeerReplica {
    const { clock, log } = options;
    return new PeerReplica({
      clock,
      log,
      heartbeat: () => this.#heartbeat(),
      exchange: (link) => this.#sync.exchange(link),
      whole: (id) => this.#whole(id),
      onChange: (turn) => this.#turned(turn),
      onHeartbeat: (heartbeat, roundTripMs) => this.#heard(heartbeat, roundTripMs),
    });
  }

  #whole(id: string): Change | null {
    return this.#sync.onFetch([Buffer.from(id, "hex")]).records[0] ?? null;
  }

  async #onReplicate(records: readonly Change[]): Promise<PeerMessage> {
    const needFull: Uint8Array[] = [];
    for (const change of records) {
      const id = Buffer.from(change.key).toString("hex");
      if (this.#committer.lacksBase(id, change)) needFull.push(change.key);
      if (change.version !== null) this.parts.hlc.observe(change.version);
    }
    await this.#take(records);
    const dead: Change[] = [];
    for (const { key, tombstone } of records) {
      const index = this.parts.table.peek(Buffer.from(key).toString("hex"));
      if (!tombstone && index?.dead) dead.push(...this.#sync.onFetch([key]).records);
    }
    return { replicated: { needFull, dead } };
  }

  async #take(records: readonly Change[]): Promise<void> {
    const owned = records.map(ownChange.change);
    for (const change of owned) this.sessions.remember(change);
    await this.#committer.take(owned);
  }

  #heartbeat(): Heartbeat {
    return {
      nowMs: this.parts.options.clock.nowMs(),
      loopDelayMs: Math.min(60_000, Math.round(this.#pause.lastDelayMs)),
      wases: this.parts.agents.wases(),
      inSync: this.peer?.inStep === true,
    };
  }

  #heard(heartbeat: Heartbeat, roundTripMs: number): void {
    this.peer?.hears(heartbeat);
    const peerNowMs = heartbeat.nowMs + roundTripMs / 2;
    this.#skewMs = Math.round(peerNowMs - this.parts.options.clock.nowMs());
    this.#roundTripMs = roundTripMs;
    this.parts.guard.peerSays(peerNowMs);
  }

  #tick(): void {
    this.#pause.check();
    this.peer?.tick();
    this.#mode.refresh();
  }

  #second(): void {
    this.parts.guard.nowMs();
    const link = this.peer?.link;
    const touches = this.sessions.takeTouches();
    if (link) {
      for (let at = 0; at < touches.length; at += TOUCH_BATCH) {
        link.request({ replicate: { records: touches.slice(at, at + TOUCH_BATCH) } }, 5_000).catch(() => {
          // The inventory of the next link carries the last accesses too.
        });
      }
    }
    void this.#expiry.turn().catch((cause: unknown) => this.#warn("expiry was cut short", cause));
  }

  async #expire(id: string): Promise<void> {
    const answer = await this.sessions.expireIfIdle(null, Buffer.from(id, "hex"), 0);
    if (answer.expired) this.parts.history.add("expired", id);
  }

  #warn(message: string, cause: unknown): void {
    this.parts.options.log.warnSometimes(message, { cause });
  }

  #onDuty(): boolean {
    if (this.peer === null || this.peer.kind === "dead") return true;
    const other = this.peer.identity?.node;
    return this.peer.inStep && other !== undefined && this.parts.options.node < other;
  }

  #follow(id: string, reason: string): void {
    void this.sessions
      .follow(id, reason)
      .catch((cause: unknown) => this.#warn("a moved session could not be ended", cause));
  }

  #paused(gapMs: number): void {
    this.parts.counters.pauses.add();
    this.peer?.woke();
    if (gapMs < STREAMS_CUT_MS || this.peer === null) return;
    this.parts.options.log.warn("this process did not run for a while; its agents attach again", { gapMs });
    this.parts.history.add("paused", this.parts.options.node, { durationMs: gapMs });
    for (const agent of this.parts.agents.all()) {
      this.detach(agent.id, false);
      agent.close("the sidecar was paused");
    }
  }

  #turned(turn: PeerTurn): void {
    const { history, options } = this.parts;
    options.log.info("the peer changed its state", { ...turn });
    const fields = { durationMs: turn.lastedMs, detail: turn.because };
    if (turn.to === "dead") history.add("member_dead", turn.node, fields);
    if (turn.to === "alive" && turn.from !== "suspect") history.add("member_alive", turn.node, fields);
    this.#mode.refresh();
  }
}
