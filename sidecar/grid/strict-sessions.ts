import { AppError } from "../base/app-error.ts";
import type { AgentStream } from "./agents.ts";
import type { Change } from "./change.ts";
import { firingWas } from "./firing-was.ts";
import type { GridParts } from "./grid-parts.ts";
import { type LoadAnswer, loadResult } from "./load-result.ts";
import { OperationMemory } from "./operation-memory.ts";
import { ownChange } from "./own-change.ts";
import type { ExpireAnswer, StoreAnswer } from "./session-answers.ts";
import { type StoreRequest, sessionChanges } from "./session-changes.ts";
import type { SessionOperations } from "./session-engine.ts";
import { sessionKey } from "./session-key.ts";
import type { SessionRecord } from "./session-record.ts";
import { strictLimits } from "./strict-limits.ts";
import type { StrictQuorum } from "./strict-quorum.ts";
import type { StrictSessionsOptions } from "./strict-sessions-options.ts";
import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** Touches travel in batches: a session is idle only this long after its timeout, or a tenth of it. */
const TOUCH_SLACK_MS = 2_000;

/** Operations of the agents on majorities of copies. What has no majority fails; nothing is ever acknowledged by fewer. */
export class StrictSessions implements SessionOperations {
  readonly #options: StrictSessionsOptions;
  readonly #parts: GridParts;
  readonly #quorum: StrictQuorum;
  /** Changes that were tried: sent again it is the same change, with the same version, so it takes effect once. */
  readonly #tried = new OperationMemory<Change>();
  readonly #touched = new Map<string, Change>();
  /** Sessions that are being ended, by which agent: it needs not be told. */
  readonly ending = new Map<string, string>();

  constructor(options: StrictSessionsOptions) {
    this.#options = options;
    this.#parts = options.parts;
    this.#quorum = options.quorum;
  }

  async load(agent: AgentStream, key: Uint8Array, known: Version | null): Promise<LoadAnswer> {
    this.#parts.counters.loads.add();
    const id = sessionKey.idOf(key);
    this.#options.used(id);
    this.#parts.near.hold(agent.id, id);
    try {
      // Exactly what was read: a copy here may have taken in more meanwhile, which no majority is known to hold.
      return loadResult(await this.#quorum.read(id, this.#deadlineMs()), known);
    } catch (cause) {
      if (AppError.from(cause).code === "unavailable") return { outcome: "UNKNOWN" };
      throw cause;
    }
  }

  async store(agent: AgentStream, request: StoreRequest): Promise<StoreAnswer> {
    const { clock, sessionBytesMax } = this.#parts.options;
    const startMs = clock.monotonicMs();
    const id = sessionKey.idOf(request.key);
    this.#options.used(id);
    const deadlineMs = this.#deadlineMs();
    const again = this.#again(agent, request.operation, request.ageMs);
    if (again !== null) return this.#finish(agent, id, again, null, deadlineMs);
    const before = await this.#learnLiving(id, deadlineMs);
    if (before === "dead") return this.#refuse();
    if (before === null && !request.create && request.base !== null) throw sessionKey.absent();
    const order = this.#order(before, agent, request.operation);
    const made = sessionChanges.store(request, before, order, sessionBytesMax);
    const { meta } = made;
    const lastAccessMs = Math.round(this.#parts.guard.local(meta?.lastAccessMs ?? 0));
    const change = meta === null ? made : { ...made, meta: { ...meta, lastAccessMs } };
    const answer = await this.#finish(agent, id, change, request.base, deadlineMs);
    this.#parts.storeLatency.add((clock.monotonicMs() - startMs) * 1_000);
    if (answer.stale === true && request.base !== null) this.#parts.counters.conflicts.add();
    return answer;
  }

  /** For the console: brings here what a majority holds; without one it shows what is known here. */
  async fetch(key: Uint8Array): Promise<void> {
    const id = sessionKey.idOf(key);
    this.#options.used(id);
    try {
      await this.#quorum.read(id, this.#deadlineMs());
    } catch (cause) {
      if (AppError.from(cause).code !== "unavailable") throw cause;
    }
  }

  /** Last accesses of sessions that were only read; given to the copies with the next batch. */
  touch(touched: readonly { readonly key: Uint8Array; readonly lastAccessMs: number }[]): void {
    for (const { key, lastAccessMs } of touched) {
      if (!sessionKey.isOne(key)) continue;
      const id = sessionKey.idOf(key);
      const change = sessionChanges.touch(key, this.#parts.guard.local(lastAccessMs));
      const known = this.#quorum.known(id);
      if (known !== null) this.#parts.records.apply(id, change);
      this.#touched.set(id, change);
    }
  }

  /** Touches since the last call. */
  takeTouches(): Change[] {
    const changes = [...this.#touched.values()];
    this.#touched.clear();
    return changes;
  }

  async invalidate(
    agent: AgentStream,
    key: Uint8Array,
    reason: string,
    operation: number,
  ): Promise<StoreAnswer> {
    const id = sessionKey.idOf(key);
    const deadlineMs = this.#deadlineMs();
    const again = this.#again(agent, operation, 0);
    if (again !== null) return this.#end(id, again, agent, deadlineMs);
    const before = await this.#learnLiving(id, deadlineMs);
    if (before === "dead") return { outcome: "DEAD" };
    const change = sessionChanges.tombstone(id, reason, this.#order(before, agent, operation));
    return this.#end(id, change, agent, deadlineMs);
  }

  /** The new one is born first: a crash in between leaves both, never neither. */
  async changeId(
    agent: AgentStream,
    oldKey: Uint8Array,
    newKey: Uint8Array,
    operation: number,
  ): Promise<StoreAnswer> {
    const [oldId, newId] = [sessionKey.idOf(oldKey), sessionKey.idOf(newKey)];
    const deadlineMs = this.#deadlineMs();
    this.#options.used(newId);
    const born =
      this.#again(agent, operation, 0) ?? (await this.#renamed(agent, oldId, newKey, operation, deadlineMs));
    if (born === "dead") return this.#refuse();
    const order = { version: born.version as Version, agent: agent.incarnation, operation };
    const gone = sessionChanges.tombstone(oldId, "moved", order, { movedTo: Buffer.from(newKey) });
    const answer = await this.#finish(agent, newId, born, null, deadlineMs);
    // Its own session goes on under the new id.
    this.ending.set(oldId, agent.id);
    await this.#quorum.write(oldId, gone, deadlineMs).finally(() => this.ending.delete(oldId));
    const old = await this.#quorum.read(oldId, deadlineMs);
    // Somebody ended it meanwhile: then the new one ends, too (StrictReplica).
    if (old?.dead?.movedTo === "") return this.#refuse();
    return { ...answer, stale: false };
  }

  async #renamed(
    agent: AgentStream,
    oldId: string,
    newKey: Uint8Array,
    operation: number,
    deadlineMs: number,
  ): Promise<Change | "dead"> {
    const before = await this.#quorum.read(oldId, deadlineMs);
    if (before === null) throw sessionKey.absent();
    if (before.dead !== null) return "dead";
    return sessionChanges.renamed(before, newKey, this.#order(before, agent, operation));
  }

  /** Idle by two of three at least, and by all that answer; the asking agent then fires the listeners. */
  async expireIfIdle(
    agent: AgentStream | null,
    key: Uint8Array,
    lastAccessMs: number,
  ): Promise<ExpireAnswer> {
    const id = sessionKey.idOf(key);
    if (lastAccessMs > 0) this.touch([{ key, lastAccessMs }]);
    const record = await this.#quorum.read(id, this.#deadlineMs(), true);
    if (record === null || record.dead !== null) return { expired: false, gone: true, lastAccessMs: 0 };
    const newestMs = Math.round(this.#quorum.known(id)?.lastAccessMs ?? record.lastAccessMs);
    const timeoutMs = (record.meta?.maxInactiveS ?? 0) * 1_000;
    const slackMs = Math.min(TOUCH_SLACK_MS, timeoutMs / 10);
    const idle = timeoutMs > 0 && this.#parts.guard.idleMs(newestMs) >= timeoutMs + slackMs;
    if (!idle) return { expired: false, gone: false, lastAccessMs: newestMs };
    const gone = (await this.#kill(id, "timeout", agent, record)).outcome === "DEAD";
    return { expired: !gone, gone, lastAccessMs: newestMs };
  }

  /** Ends a session from the console, or one that nobody looks after: one agent fires the listeners. */
  async kill(key: Uint8Array, reason: string): Promise<"killed" | "already_dead" | "absent"> {
    const id = sessionKey.idOf(key);
    const record = await this.#quorum.read(id, this.#deadlineMs());
    if (record === null) return "absent";
    if (record.dead !== null) return "already_dead";
    const { outcome } = await this.#kill(id, reason, null, record);
    return outcome === "DEAD" ? "already_dead" : "killed";
  }

  async #kill(
    id: string,
    reason: string,
    agent: AgentStream | null,
    record: SessionRecord,
  ): Promise<StoreAnswer> {
    const { peers, configuration } = this.#options;
    const fire = agent === null ? firingWas(this.#parts, peers, record) : "";
    const change = { ...sessionChanges.tombstone(id, reason, this.#order(record, agent, 0)), fire };
    const answer = await this.#end(id, change, agent, this.#deadlineMs());
    // The WAS that fires the listeners may be attached to a member that holds no copy.
    const firing = fire === "" || this.#parts.agents.byWas(fire) !== null ? null : peers.withWas(fire);
    void firing?.ask(
      { put: { records: [change], configuration: configuration() } },
      strictLimits.operationMs,
    );
    return answer;
  }

  /** Brings a tombstone to a majority. */
  async #end(
    id: string,
    change: Change,
    agent: AgentStream | null,
    deadlineMs: number,
  ): Promise<StoreAnswer> {
    const { records, guests } = this.#parts;
    this.#tried.set(change.agent, change.operation, change);
    if (agent !== null) this.ending.set(id, agent.id);
    try {
      await this.#quorum.write(id, change, deadlineMs);
      if (!records.isHome(id)) {
        const { before, after } = guests.apply(id, ownChange.change(change));
        if (before?.dead == null) this.#options.onDead(after, change.fire);
      }
    } finally {
      this.ending.delete(id);
    }
    return { outcome: this.#acknowledged(), version: this.#quorum.known(id)?.stamp ?? null };
  }

  #acknowledged(): "ACKNOWLEDGED" | "DEGRADED" {
    const { counters } = this.#parts;
    const alone = this.#options.alone();
    (alone ? counters.degraded : counters.acknowledged).add();
    return alone ? "DEGRADED" : "ACKNOWLEDGED";
  }

  /** Brings a change to a majority; `base` is the state the agent has. */
  async #finish(
    agent: AgentStream,
    id: string,
    change: Change,
    base: Version | null,
    deadlineMs: number,
  ): Promise<StoreAnswer> {
    const { records, guests, near } = this.#parts;
    this.#tried.set(change.agent, change.operation, change);
    const before = this.#quorum.known(id)?.stamp ?? null;
    // Where this member is a copy its own part of this takes effect before the first await.
    const writing = this.#quorum.write(id, change, deadlineMs);
    const home = records.isHome(id);
    const stamp = home ? (this.#quorum.known(id)?.stamp ?? null) : null;
    const { dead } = await writing;
    if (dead && (await this.#quorum.read(id, deadlineMs))?.dead) return this.#refuse();
    const outcome = this.#acknowledged();
    near.hold(agent.id, id);
    const held = home ? stamp : guests.apply(id, ownChange.change(change)).after.stamp;
    return { outcome, version: held, stale: !versions.equal(base, before) };
  }

  /** What a majority knows of it; "dead" once all will say so. */
  async #learnLiving(id: string, deadlineMs: number): Promise<SessionRecord | "dead" | null> {
    const record = await this.#quorum.learn(id, deadlineMs);
    if (record === null || record.dead === null) return record;
    const settled = await this.#quorum.read(id, deadlineMs);
    return settled === null || settled.dead !== null ? "dead" : settled;
  }

  /** The change of an operation that was tried here. One that was tried elsewhere must not be made a second time. */
  #again(agent: AgentStream, operation: number, ageMs: number): Change | null {
    const tried = this.#tried.get(agent.incarnation, operation);
    if (tried !== undefined) return tried;
    if (ageMs === 0) return null;
    const text = "in grid-strict a change is sent once; what came of the first time shows in the session";
    throw new AppError("unavailable", text);
  }

  #order(before: SessionRecord | null, agent: AgentStream | null, operation: number) {
    const known = before === null ? null : this.#quorum.known(before.id);
    const after = versions.max(newest(before), newest(known));
    return { version: this.#options.versions.next(after), agent: agent?.incarnation ?? "", operation };
  }

  #refuse(): StoreAnswer {
    this.#parts.counters.refusedDead.add();
    return { outcome: "DEAD" };
  }

  #deadlineMs(): number {
    return this.#parts.options.clock.monotonicMs() + strictLimits.operationMs;
  }
}

function newest(record: SessionRecord | null): Version | null {
  return record === null ? null : versions.max(record.version, record.dead?.version ?? null);
}
