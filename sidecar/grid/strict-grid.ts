import type { Cancel } from "../base/clock.ts";
import type { AgentStream } from "./agents.ts";
import type { Change } from "./change.ts";
import type { Admission } from "./grid.ts";
import type { GridMode } from "./grid-mode.ts";
import { type GridParts, gridParts } from "./grid-parts.ts";
import { leaseMs } from "./lease-ms.ts";
import { Members } from "./members.ts";
import { ownChange } from "./own-change.ts";
import type { PairKeeper } from "./pair-keeper.ts";
import { pairKeeperOf } from "./pair-keeper-of.ts";
import { PauseDetector } from "./pause-detector.ts";
import { peerLimits } from "./peer-limits.ts";
import type { Heartbeat, PeerLink, PeerMessage } from "./peer-link.ts";
import type { PeerTurn } from "./peer-view.ts";
import type { HeldCopy, SessionEngine } from "./session-engine.ts";
import type { ListSource } from "./session-list.ts";
import { StrictAgents } from "./strict-agents.ts";
import { strictConfiguration } from "./strict-configuration.ts";
import { StrictDesk } from "./strict-desk.ts";
import { StrictExpiry } from "./strict-expiry.ts";
import { StrictGuests } from "./strict-guests.ts";
import { strictLimits } from "./strict-limits.ts";
import { StrictModeKeeper } from "./strict-mode-keeper.ts";
import type { StrictOptions } from "./strict-options.ts";
import { StrictPeers } from "./strict-peers.ts";
import { StrictQuorum } from "./strict-quorum.ts";
import { StrictReplica } from "./strict-replica.ts";
import { StrictSessions } from "./strict-sessions.ts";
import { type Standing, StrictStanding } from "./strict-standing.ts";
import { StrictVersions } from "./strict-versions.ts";

/** Copies of each session. */
const COPIES = 3;

/** As in Grid: what was queued for so long must not be done as if it were new. */
const STREAMS_CUT_MS = 400;

const TOUCH_BATCH = 500;

/**
 * One member of grid-strict: three copies of each session on configured members, two of which must agree to whatever is
 * read or changed. Linearizable for each attribute of a session and for its end, under every fault but the loss of two
 * copies; reads of a whole session stand in one order. Who has no majority says so and nothing else.
 */
export class StrictGrid implements SessionEngine {
  readonly strict = true;
  readonly parts: GridParts;
  readonly peers: StrictPeers;
  readonly sessions: StrictSessions;
  readonly standing: StrictStanding;
  readonly places: Members;
  /** Null in grid-strict. */
  readonly pair: PairKeeper | null;
  /** Lists of the grid: each member tells of the sessions it looks after. */
  readonly lists: ListSource;
  readonly #options: StrictOptions;
  readonly #configuration: string;
  readonly desk: StrictDesk;
  readonly quorum: StrictQuorum;
  readonly versions: StrictVersions;
  readonly #guests: StrictGuests;
  readonly #replica: StrictReplica;
  readonly #expiry: StrictExpiry;
  readonly #pause: PauseDetector;
  readonly #timers: Cancel[] = [];
  readonly #startedMs: number;
  readonly #agents: StrictAgents;
  readonly #keeper: StrictModeKeeper;

  constructor(options: StrictOptions) {
    const { clock, node, log, members, incarnation, nonce } = options;
    this.#options = options;
    this.#startedMs = clock.monotonicMs();
    this.places = new Members(members, COPIES);
    this.#configuration = strictConfiguration(members);
    const homes = (id: string): readonly string[] => this.places.homes(id);
    const isHome = (id: string): boolean => homes(id).includes(node);
    this.parts = gridParts(options, isHome, () => 0);
    const { parts } = this;
    this.standing = new StrictStanding({
      ...{ self: node, members, homes, file: options.standingFile, boot: options.boot },
      onChange: (standing) => log.info("what this member may say of its copies has changed", { standing }),
    });
    const configuration = this.#configuration;
    const heartbeat = (): Heartbeat => this.#heartbeat();
    this.peers = new StrictPeers({
      ...{ self: node, members, configuration, clock, log, heartbeat },
      onTurn: (turn) => this.#turned(turn),
      onSaid: (name, said, roundTripMs) => {
        this.standing.heard(name, (said?.standing as Standing) ?? null);
        if (said !== null) parts.guard.peerSays(said.nowMs + roundTripMs / 2);
      },
      onStranger: (name, why) => parts.history.add("peer_refused", name, { detail: why }),
    });
    const { peers, places, standing } = this;
    const pair = pairKeeperOf({
      ...{ options, peers, standing },
      list: (link, answers) => this.desk.list(link, answers),
      onSeat: () => this.#keeper.refresh(),
    });
    this.pair = pair;
    const word = (): string => (pair === null ? configuration : `${configuration} ${pair.epoch}`);
    this.#replica = new StrictReplica({
      parts,
      mayVote: (id) => (pair ?? standing).mayVote(id),
      onDead: (record, fire) => this.#agents.died(record, fire),
      onFollow: (id, reason) => this.#expiry.follow(id, reason),
    });
    const replica = this.#replica;
    this.quorum = new StrictQuorum({ parts, places, peers, replica, pair, configuration: word });
    this.#guests = new StrictGuests(parts);
    this.versions = new StrictVersions(`${node}#${incarnation}.${nonce}`, () => parts.guard.nowMs());
    this.sessions = new StrictSessions({
      ...{ parts, peers, quorum: this.quorum, versions: this.versions, configuration: word },
      alone: () => pair?.alone === true,
      used: (id) => this.#guests.used(id),
      onDead: (record, fire) => this.#agents.died(record, fire),
    });
    this.#agents = new StrictAgents(parts, this.sessions.ending);
    this.lists = {
      parts,
      copies: (id) => homes(id).filter((name) => this.voting().includes(name)).length,
      first: (id) => this.#expiry.onDuty(id),
      others: () => (places.everyoneHome ? null : peers.all()),
    };
    this.desk = new StrictDesk({
      ...{ parts, lists: this.lists, places, peers, replica, standing, pair, heartbeat },
      configuration: word,
      asking: () => this.#asking(),
      onDeadElsewhere: (change) => {
        const { before, after } = parts.guests.apply(Buffer.from(change.key).toString("hex"), change);
        if (before?.dead == null) this.#agents.died(after, change.fire);
      },
    });
    this.#pause = new PauseDetector(clock, (gapMs) => this.#paused(gapMs));
    this.#expiry = new StrictExpiry({ parts, places, peers, quorum: this.quorum, sessions: this.sessions });
    this.#keeper = new StrictModeKeeper({
      ...{ parts, members: members.length, pair, standing: () => standing.now },
      voting: () => this.voting().length,
    });
  }

  get mode(): GridMode {
    return this.#keeper.mode;
  }

  /** Takes in a change the journal held when this process started; call it after `parts.table.load()`. */
  replay(change: Change): void {
    this.parts.table.apply(Buffer.from(change.key).toString("hex"), ownChange.change(change));
  }

  /** After recovery. Throws when what this member may say cannot be written down. */
  start(): void {
    const { clock, changeLog, startedEmpty } = this.#options;
    this.standing.begin(startedEmpty, changeLog.complete !== false);
    this.#keeper.refresh();
    this.#timers.push(
      clock.every(50, () => this.#pause.tick()),
      clock.every(peerLimits.heartbeatMs, () => this.#tick()),
      clock.every(1_000, () => this.#second()),
    );
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
  }

  /** Throws `too_many`, or `protocol_mismatch` for an agent that would show what is not proven. */
  attach(agent: AgentStream, _held: readonly HeldCopy[]): Admission {
    this.awake();
    this.#agents.attach(agent);
    return { leaseMs, mode: this.mode };
  }

  detach(id: string, known: boolean): void {
    this.#agents.detach(id, known);
  }

  /** Nothing is served without asking a majority. */
  renew(_id: string): boolean {
    return false;
  }

  dropped(id: string, notice: number): void {
    this.parts.near.dropped(id, notice);
  }

  awake(): void {
    this.#pause.check();
  }

  /** Answers a request of a member; null for what needs no answer. */
  onPeer(link: PeerLink, message: PeerMessage): Promise<PeerMessage | null> {
    this.awake();
    return this.desk.answer(link, message);
  }

  /** Damaged here: it is taken from both other copies, since one may lack what only this one and the other held. */
  async refetch(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.desk.refetch(id);
  }

  async leave(): Promise<void> {
    this.#agents.sendAway("the sidecar stops");
    await this.desk.leave();
  }

  /** Members that answer, were configured alike and vote on everything; this one included. */
  voting(): string[] {
    const { node } = this.#options;
    return [...this.places.names].filter((name) =>
      name === node
        ? this.standing.now === "formed"
        : this.peers.get(name)?.kind === "alive" &&
          this.peers.agrees(name) &&
          this.peers.get(name)?.said?.standing === "formed",
    );
  }

  #heartbeat(): Heartbeat {
    const { clock, changeLog } = this.#options;
    return {
      nowMs: clock.nowMs(),
      loopDelayMs: Math.min(60_000, Math.round(this.#pause.lastDelayMs)),
      wases: this.parts.agents.wases(),
      inSync: this.standing.now === "formed",
      refusing: changeLog.refusal() !== null,
      configuration: this.#configuration,
      standing: this.standing.now,
      view: this.#asking(),
      ...this.pair?.said,
    };
  }

  /** Whoever began to list after hearing this lists all that was counted with a vote of before this start. */
  #asking(): number {
    return this.#options.clock.monotonicMs() - this.#startedMs >= strictLimits.patienceMs ? 1 : 0;
  }

  #tick(): void {
    this.#pause.check();
    this.peers.tick();
    this.pair?.tick();
    this.desk.compare();
    this.#keeper.refresh();
  }

  #second(): void {
    this.parts.guard.nowMs();
    this.standing.judge();
    this.#replica.mend();
    const touches = this.sessions.takeTouches();
    for (let at = 0; at < touches.length; at += TOUCH_BATCH)
      this.desk.touch(touches.slice(at, at + TOUCH_BATCH));
    void this.#expiry.turn().catch((cause: unknown) => this.#warn("expiry was cut short", cause));
    this.#guests.sweep();
  }

  #turned(turn: PeerTurn): void {
    const { history, options } = this.parts;
    options.log.info("a member changed its state", { ...turn });
    const fields = { durationMs: turn.lastedMs, detail: turn.because };
    if (turn.to === "dead") history.add("member_dead", turn.node, fields);
    if (turn.to === "alive" && turn.from !== "suspect") history.add("member_alive", turn.node, fields);
  }

  #paused(gapMs: number): void {
    this.parts.counters.pauses.add();
    this.peers.woke();
    this.pair?.woke();
    if (gapMs < STREAMS_CUT_MS) return;
    this.#options.log.warn("this process did not run for a while; its agents attach again", { gapMs });
    this.parts.history.add("paused", this.#options.node, { durationMs: gapMs });
    this.#agents.sendAway("the sidecar was paused");
  }

  #warn(message: string, cause: unknown): void {
    this.#options.log.warnSometimes(message, { cause });
  }
}
