import type { AgentStream } from "./agents.ts";
import type { Change } from "./change.ts";
import type { Committer } from "./committer.ts";
import { firingWas } from "./firing-was.ts";
import type { GridParts } from "./grid-parts.ts";
import { type LoadAnswer, loadResult } from "./load-result.ts";
import { OperationMemory } from "./operation-memory.ts";
import { ownChange } from "./own-change.ts";
import type { Peers } from "./peers.ts";
import type { Replicated } from "./replicator.ts";
import type { ExpireAnswer, StoreAnswer } from "./session-answers.ts";
import type { SessionAuthority, Sureness } from "./session-authority.ts";
import { type StoreRequest, sessionChanges } from "./session-changes.ts";
import { sessionKey } from "./session-key.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";
import { WriterRuns } from "./writer-runs.ts";

/** A change that waited longer before it could be ordered gives way to what others changed meanwhile. */
const LATE_MS = 100;
/** Touches travel in batches: a session is idle only this long after its timeout, or a tenth of it. */
const TOUCH_SLACK_MS = 2_000;

/** Session operations of the agents: what each does to the record, the near copies and the peer. */
export class SessionGrid {
  readonly #parts: GridParts;
  readonly #peers: Peers;
  readonly #committer: Committer;
  readonly #authority: SessionAuthority;
  readonly #operations = new OperationMemory<Promise<StoreAnswer>>();
  readonly #runs = new WriterRuns();

  constructor(parts: GridParts, peers: Peers, committer: Committer, authority: SessionAuthority) {
    this.#parts = parts;
    this.#peers = peers;
    this.#committer = committer;
    this.#authority = authority;
  }

  /** For a member that asks on behalf of its agents. */
  async home(id: string): Promise<Sureness> {
    if (!this.#peers.isHome(id)) return "unsure";
    const sureness = await this.#authority.home(id);
    return this.#peers.isHome(id) ? sureness : "unsure";
  }

  /** Answered from this member when it may speak for the grid, else after asking the peer. */
  async load(agent: AgentStream, key: Uint8Array, known: Version | null): Promise<LoadAnswer> {
    this.#parts.counters.loads.add();
    const id = sessionKey.idOf(key);
    const { near, records } = this.#parts;
    // Noted before the value is fetched and again before it is read: a writer that comes later finds this holder.
    near.hold(agent.id, id);
    const sureness = await this.#authority.current(id);
    near.hold(agent.id, id);
    if (this.#parts.table.damaged.has(id)) return { outcome: "UNKNOWN" };
    const answer = loadResult(records.get(id), known);
    if (sureness === "sure" || answer.outcome === "DEAD") return answer;
    return sureness === "promised" && answer.outcome !== "ABSENT" ? answer : { outcome: "UNKNOWN" };
  }

  store(agent: AgentStream, request: StoreRequest): Promise<StoreAnswer> {
    const id = sessionKey.idOf(request.key);
    return this.#once(agent, request.operation, id, () => this.#store(agent, request));
  }

  /** Last accesses of sessions that were only read; given to the peer with the next batch. */
  touch(touched: readonly { readonly key: Uint8Array; readonly lastAccessMs: number }[]): void {
    for (const { key, lastAccessMs } of touched) {
      if (!sessionKey.isOne(key)) continue;
      const change = sessionChanges.touch(key, this.#parts.guard.local(lastAccessMs));
      const id = sessionKey.idOf(key);
      if (this.#parts.records.apply(id, change).changed) this.#touched.set(id, change);
    }
  }

  invalidate(agent: AgentStream, key: Uint8Array, reason: string, operation: number): Promise<StoreAnswer> {
    const id = sessionKey.idOf(key);
    return this.#once(agent, operation, id, async () => {
      await this.#authority.current(id);
      const before = this.#parts.records.get(id);
      if (before?.dead) return { outcome: "DEAD" };
      return this.#commit(agent, [this.#tombstone(id, reason, before, agent, operation)], id);
    });
  }

  /** The old key dies and the new one is born; in one step where the same members hold both. */
  changeId(
    agent: AgentStream,
    oldKey: Uint8Array,
    newKey: Uint8Array,
    operation: number,
  ): Promise<StoreAnswer> {
    const [oldId, newId] = [sessionKey.idOf(oldKey), sessionKey.idOf(newKey)];
    return this.#once(agent, operation, newId, async () => {
      await this.#authority.current(oldId);
      const before = this.#parts.records.get(oldId);
      if (before === null) throw sessionKey.absent();
      if (before.dead !== null) return this.#refuse();
      // What moves may hold more than this agent has seen: its copy must not be taken for that.
      const unseen = this.#parts.near.isCurrent(agent.id, oldId) ? {} : { stale: true };
      const order = this.#order(before, agent, operation);
      const born = sessionChanges.renamed(before, newKey, order);
      const gone = sessionChanges.tombstone(oldId, "moved", order, { movedTo: Buffer.from(newKey) });
      this.#parts.near.hold(agent.id, newId);
      if (this.#peers.sameHomes(oldId, newId))
        return { ...(await this.#commit(agent, [born, gone], newId)), ...unseen };
      // Elsewhere, so not in one step: the new one first, or a crash in between would leave neither.
      const answer = { ...(await this.#commit(agent, [born], newId)), ...unseen };
      const ended = await this.#commit(agent, [gone], oldId);
      return ended.outcome === "ACKNOWLEDGED" ? answer : { ...answer, outcome: ended.outcome };
    });
  }

  /** Dead on all members when it is idle everywhere; the asking agent then fires the listeners. */
  async expireIfIdle(
    agent: AgentStream | null,
    key: Uint8Array,
    lastAccessMs: number,
  ): Promise<ExpireAnswer> {
    const id = sessionKey.idOf(key);
    const { records, guard } = this.#parts;
    if (lastAccessMs > 0) this.touch([{ key, lastAccessMs }]);
    const sure = (await this.#authority.freshest(id)) === "sure";
    const index = records.index(id);
    if (index === undefined) {
      return { expired: false, gone: sure, lastAccessMs: sure ? 0 : Math.round(guard.nowMs()) };
    }
    if (index.dead !== null) return { expired: false, gone: true, lastAccessMs: 0 };
    const newestMs = Math.round(index.lastAccessMs);
    const timeoutMs = index.maxInactiveS * 1_000;
    const slackMs = this.#peers.count === 0 ? 0 : Math.min(TOUCH_SLACK_MS, timeoutMs / 10);
    const idle = timeoutMs > 0 && guard.idleMs(newestMs) >= timeoutMs + slackMs;
    if (!idle || !sure) return { expired: false, gone: false, lastAccessMs: newestMs };
    const gone = (await this.#kill(id, "timeout", agent)).outcome === "DEAD";
    return { expired: !gone, gone, lastAccessMs: newestMs };
  }

  /** Ends a session from the console, or one that nobody looks after: one agent fires the listeners. */
  async kill(key: Uint8Array, reason: string): Promise<"killed" | "already_dead" | "absent"> {
    const id = sessionKey.idOf(key);
    await this.#authority.current(id);
    const record = this.#parts.records.get(id);
    if (record === null) return "absent";
    const isDead = record.dead !== null || (await this.#kill(id, reason, null)).outcome === "DEAD";
    return isDead ? "already_dead" : "killed";
  }

  /** A session that had moved has ended elsewhere. */
  async follow(id: string, reason: string): Promise<void> {
    if (this.#parts.records.get(id)?.dead === null) await this.#kill(id, reason, null);
  }

  /** Damaged here: whoever else has these sheds light on them. */
  async refetch(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.#authority.refetch(id);
  }

  /** What an agent did at the peer before it came here, or before this process started. */
  remember(change: Change): void {
    this.#operations.set(change.agent, change.operation, DONE);
  }

  /** Touches since the last call, for the peer. */
  takeTouches(): Change[] {
    const changes = [...this.#touched.values()];
    this.#touched.clear();
    return changes;
  }

  readonly #touched = new Map<string, Change>();
  async #store(agent: AgentStream, request: StoreRequest): Promise<StoreAnswer> {
    const startMs = this.#parts.options.clock.monotonicMs();
    const id = sessionKey.idOf(request.key);
    // Nobody else can know a session that is born here now: its key is random.
    const born = request.create && request.ageMs === 0 && !this.#peers.isHome(id);
    const sureness = born ? "sure" : await this.#authority.current(id);
    // It must not undo what came later, so that has to be known.
    if (request.ageMs > 0 && sureness === "unsure") throw sessionKey.notYet();
    const before = this.#parts.records.get(id);
    if (before?.dead) return this.#refuse();
    if (before === null && !request.create && request.base !== null) throw sessionKey.absent();
    const stale = this.#runs.stale(id, agent.id, request.base, before?.stamp ?? null);
    const order = this.#order(before, agent, request.operation);
    const whole = sessionChanges.store(request, before, order, this.#parts.options.sessionBytesMax);
    const waitedMs = this.#parts.options.clock.monotonicMs() - startMs;
    const ageMs = request.ageMs + (waitedMs > LATE_MS ? waitedMs : 0);
    // What this agent alone has changed since is its own, however late.
    const atMs = ageMs > 0 && stale ? order.version.ms - ageMs : null;
    const taken = atMs === null ? whole : sessionChanges.late(whole, before, atMs);
    const yielded = request.ageMs === 0 && sessionChanges.parts(taken) < sessionChanges.parts(whole);
    const { merge } = this.#parts.options;
    const made = merge === "session" ? sessionChanges.whole(taken, before, atMs) : taken;
    const lastAccessMs = Math.round(this.#parts.guard.local(made.meta?.lastAccessMs ?? 0));
    const change = made.meta === null ? made : { ...made, meta: { ...made.meta, lastAccessMs } };
    this.#parts.near.hold(agent.id, id);
    const answer = await this.#commit(agent, [change], id);
    this.#parts.storeLatency.add((this.#parts.options.clock.monotonicMs() - startMs) * 1_000);
    if (stale) this.#parts.counters.conflicts.add();
    if (answer.outcome === "DEAD") return answer;
    // What gave way to a later change is not promised.
    return {
      ...answer,
      stale: stale || answer.stale === true,
      outcome: yielded ? "DEGRADED" : answer.outcome,
    };
  }

  async #kill(id: string, reason: string, agent: AgentStream | null): Promise<StoreAnswer> {
    const before = this.#parts.records.get(id);
    const fire = agent === null ? firingWas(this.#parts, this.#peers, before) : "";
    const change = { ...this.#tombstone(id, reason, before, agent, 0), fire };
    const answer = await this.#commit(agent, [change], id);
    // The WAS that fires the listeners may be attached to a member that does not hold the session.
    const firing = fire === "" || this.#parts.agents.byWas(fire) !== null ? null : this.#peers.withWas(fire);
    if (firing !== null && !this.#peers.targets(id).has(firing.node))
      void firing.give([id], [change], [], false);
    return answer;
  }

  #tombstone(
    id: string,
    reason: string,
    before: SessionRecord | null,
    agent: AgentStream | null,
    operation: number,
  ): Change {
    return sessionChanges.tombstone(id, reason, this.#order(before, agent, operation));
  }

  #order(before: SessionRecord | null, agent: AgentStream | null, operation: number) {
    const version = this.#parts.hlc.next(before?.version ?? null);
    return { version, agent: agent?.incarnation ?? "", operation };
  }

  async #commit(agent: AgentStream | null, changes: readonly Change[], id: string): Promise<StoreAnswer> {
    const { records, guestBook, near } = this.#parts;
    const before = records.get(id)?.stamp ?? null;
    // What was not the newest before the change is not the newest after it.
    const newest = before === null || guestBook.home(id) !== null;
    const home = this.#peers.isHome(id) || !newest ? null : this.#peers.nearestHome(id);
    const turn = home === null ? 0 : guestBook.asking(id, home);
    const running = this.#committer.commit(changes, agent?.id ?? null);
    const stamp = records.get(id)?.stamp ?? null;
    if (agent !== null) this.#runs.wrote(id, agent.id, before, stamp);
    const replicated = await running;
    if (home !== null && replicated.holders.includes(home)) guestBook.came(id, turn);
    const answer = await this.#acknowledge(replicated, stamp, id);
    if (agent === null || answer.outcome === "DEAD") return answer;
    // It may have been made to drop its copy while it waited, and will take it for the newest now: is it?
    near.hold(agent.id, id);
    const proven = this.#peers.isHome(id) || guestBook.home(id) !== null;
    const others = this.#runs.stale(id, agent.id, stamp, records.get(id)?.stamp ?? null);
    return proven && !others ? answer : { ...answer, stale: true };
  }

  async #acknowledge(committed: Replicated, stamp: Version | null, id: string): Promise<StoreAnswer> {
    const { counters } = this.#parts;
    if (committed.dead.length > 0) {
      await this.#committer.learn(committed.dead.map(ownChange.change));
      if (committed.dead.some((change) => sessionKey.idOf(change.key) === id)) return this.#refuse();
    }
    (committed.held ? counters.acknowledged : counters.degraded).add();
    return { outcome: committed.held ? "ACKNOWLEDGED" : "DEGRADED", version: stamp };
  }

  #refuse(): StoreAnswer {
    this.#parts.counters.refusedDead.add();
    return { outcome: "DEAD" };
  }

  /** Runs an operation, or gives the answer of the same operation sent before. */
  #once(
    agent: AgentStream,
    number: number,
    id: string,
    run: () => Promise<StoreAnswer>,
  ): Promise<StoreAnswer> {
    const known = this.#operations.get(agent.incarnation, number);
    if (known !== undefined) return known.then(() => this.#again(agent, id));
    const answer = run();
    this.#operations.set(agent.incarnation, number, answer);
    // What failed changed nothing that was promised: it may be tried again under the same number.
    answer.catch(() => this.#operations.delete(agent.incarnation, number));
    return answer;
  }

  /** An operation that took effect already: as safe as the record is now. What others changed since, its agent lacks. */
  async #again(agent: AgentStream, id: string): Promise<StoreAnswer> {
    await this.#authority.current(id);
    const record = this.#parts.records.get(id);
    if (record === null) throw sessionKey.absent();
    if (record.dead !== null) return { outcome: "DEAD" };
    this.#parts.near.hold(agent.id, id);
    return { ...(await this.#commit(agent, [sessionRecord.toChange(record)], id)), stale: true };
  }
}

/** Carried out elsewhere. */
const DONE: Promise<StoreAnswer> = Promise.resolve({ outcome: "DEGRADED" });
