import { AppError } from "../base/app-error.ts";
import type { Cancel } from "../base/clock.ts";
import type { AgentStream } from "./agents.ts";
import type { Change } from "./change.ts";
import type { Committer } from "./committer.ts";
import { compareMembers, type MemberComparison } from "./compare-members.ts";
import { Expiry } from "./expiry.ts";
import { gridCommitter } from "./grid-committer.ts";
import type { GridMode } from "./grid-mode.ts";
import { type GridOptions, type GridParts, gridParts } from "./grid-parts.ts";
import { Handoff } from "./handoff.ts";
import { leaseMs } from "./lease-ms.ts";
import { ModeKeeper } from "./mode-keeper.ts";
import { ownChange } from "./own-change.ts";
import { PauseDetector } from "./pause-detector.ts";
import { PeerDesk } from "./peer-desk.ts";
import { peerLimits } from "./peer-limits.ts";
import type { PeerLink, PeerMessage } from "./peer-link.ts";
import type { Peers } from "./peers.ts";
import { Replicator } from "./replicator.ts";
import { SessionAuthority } from "./session-authority.ts";
import type { HeldCopy, SessionEngine } from "./session-engine.ts";
import { SessionGrid } from "./session-grid.ts";
import { SkewWatch } from "./skew-watch.ts";

/** What an agent is told when it attaches. */
export interface Admission {
  readonly leaseMs: number;
  readonly mode: GridMode;
}

/**
 * After a pause this long an agent may have given up what it asked for and its user gone elsewhere: what is still queued
 * must not be done as if it were new. The agent attaches again and says how old it is.
 */
const STREAMS_CUT_MS = 400;

const TOUCH_BATCH = 500;

/** The grid of one member: agents on one side, the other members on the other, sessions in the middle. */
export class Grid implements SessionEngine {
  readonly parts: GridParts;
  readonly peers: Peers;
  readonly authority: SessionAuthority;
  readonly sessions: SessionGrid;
  readonly #desk: PeerDesk;
  readonly #committer: Committer;
  readonly #expiry: Expiry;
  readonly #handoff: Handoff;
  readonly #pause: PauseDetector;
  readonly #mode: ModeKeeper;
  readonly #skew: SkewWatch;
  readonly #timers: Cancel[] = [];

  constructor(options: GridOptions) {
    const { clock, copies, node } = options;
    this.parts = gridParts(
      options,
      (id) => this.peers.isHome(id),
      () => this.#skew?.aheadMs ?? 0,
    );
    this.#pause = new PauseDetector(clock, (gapMs) => this.#paused(gapMs));
    this.#desk = new PeerDesk({
      parts: this.parts,
      loopDelayMs: () => this.#pause.lastDelayMs,
      remember: (change) => this.sessions.remember(change),
      home: (id) => this.sessions.home(id),
      onChange: () => this.#mode?.refresh(),
    });
    this.peers = this.#desk.peers;
    const replicator = new Replicator({ self: node, clock, peers: this.peers, copies });
    this.#committer = gridCommitter(this.parts, this.peers, replicator, (id, why) => this.#follow(id, why));
    this.#desk.open(this.#committer, replicator);
    this.#skew = new SkewWatch(this.parts, this.peers);
    this.#mode = new ModeKeeper(this.parts, this.peers);
    this.authority = new SessionAuthority(this.parts, this.peers, this.#committer);
    this.sessions = new SessionGrid(this.parts, this.peers, this.#committer, this.authority);
    this.#expiry = new Expiry(this.parts, {
      expire: (id) => this.#expire(id),
      onDuty: (id) => this.#onDuty(id),
    });
    this.#handoff = new Handoff(this.parts, this.peers, this.#desk.sync);
  }

  get mode(): GridMode {
    return this.#mode.mode;
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
  attach(agent: AgentStream, held: readonly HeldCopy[]): Admission {
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
    // The others must know that there are leases here before the first is given.
    this.peers.speak();
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
    return this.#desk.vouches() && this.parts.near.renew(id);
  }

  /** The agent dropped what it was told to. */
  dropped(id: string, notice: number): void {
    this.parts.near.dropped(id, notice);
  }

  /** Called before anything that came from outside is looked at. False: it came before a long pause, forget it. */
  awake(): void {
    this.#pause.check();
  }

  /** Answers a request of a peer; null for what needs no answer. */
  onPeer(link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    this.awake();
    return this.#desk.answer(link, message);
  }

  /** What this member and every other hold in common; looks at every session. */
  compare(): Promise<MemberComparison[]> {
    return compareMembers(this.peers, this.#desk.sync);
  }

  /** This member leaves on purpose: its agents first, so that the others need not wait for their leases. */
  async leave(): Promise<void> {
    for (const agent of this.parts.agents.all()) {
      agent.close("the sidecar stops");
      this.parts.near.detach(agent.id, true);
    }
    await this.#desk.leave();
  }

  #tick(): void {
    this.#pause.check();
    this.#desk.tick();
    this.#mode.refresh();
  }

  #second(): void {
    this.parts.guard.nowMs();
    this.#skew.look();
    this.parts.conflicts.purge();
    const touches = this.sessions.takeTouches();
    for (let at = 0; at < touches.length; at += TOUCH_BATCH)
      this.#desk.touch(touches.slice(at, at + TOUCH_BATCH));
    void this.#expiry.turn().catch((cause: unknown) => this.#warn("expiry was cut short", cause));
    void this.#handoff.turn().catch((cause: unknown) => this.#warn("a hand-off was cut short", cause));
    this.parts.guestBook.sweep();
    void this.parts.guests.flush();
  }

  async #expire(id: string): Promise<void> {
    const answer = await this.sessions.expireIfIdle(null, Buffer.from(id, "hex"), 0);
    if (answer.expired) this.parts.history.add("expired", id);
  }

  #warn(message: string, cause: unknown): void {
    this.parts.options.log.warnSometimes(message, { cause });
  }

  /** One member looks after each session: its first home, while all are in step. */
  #onDuty(id: string): boolean {
    const calm = this.peers.all().every((peer) => peer.kind === "dead" || peer.inStep);
    return calm && this.peers.homes(id)[0] === this.parts.options.node;
  }

  #follow(id: string, reason: string): void {
    void this.sessions
      .follow(id, reason)
      .catch((cause: unknown) => this.#warn("a moved session could not be ended", cause));
  }

  #paused(gapMs: number): void {
    this.parts.counters.pauses.add();
    this.peers.woke();
    if (gapMs < STREAMS_CUT_MS || this.parts.options.mode === "solo") return;
    this.parts.options.log.warn("this process did not run for a while; its agents attach again", { gapMs });
    this.parts.history.add("paused", this.parts.options.node, { durationMs: gapMs });
    for (const agent of this.parts.agents.all()) {
      this.detach(agent.id, false);
      agent.close("the sidecar was paused");
    }
  }
}
