import { AppError } from "../base/app-error.ts";
import type { AgentStream } from "../grid/agents.ts";
import type { LoadAnswer } from "../grid/load-result.ts";
import type { ExpireAnswer, StoreAnswer } from "../grid/session-answers.ts";
import type { StoreRequest } from "../grid/session-changes.ts";
import type { SessionOperations } from "../grid/session-engine.ts";
import { sessionKey } from "../grid/session-key.ts";
import type { Version } from "../grid/version.ts";
import { LastAccesses } from "./last-accesses.ts";
import { SessionMover } from "./session-mover.ts";
import { type ChangeMark, sessionWire } from "./session-wire.ts";
import type { ValkeyArgument, ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyParts } from "./valkey-parts.ts";

/** A change that waited longer for its server gives way to what others changed meanwhile. */
const LATE_MS = 100;
/** Touches travel in batches: a session is idle only this long after its timeout, or a tenth of it. */
const TOUCH_SLACK_MS = 2_000;
/** Attributes of one session: more than this is a leak in the application. */
const ATTRIBUTES_MAX = 10_000;

/** Session operations of the agents, each one program run where the session lives. */
export class ValkeySessions implements SessionOperations {
  /** Last accesses on their way. */
  readonly accesses: LastAccesses;
  readonly #parts: ValkeyParts;
  readonly #mover: SessionMover;
  readonly #onUse: (agent: AgentStream, id: string) => void;
  #changes = 0;

  /** `onUse` hears of each session an agent asks for or saves. */
  constructor(parts: ValkeyParts, onUse: (agent: AgentStream, id: string) => void) {
    this.#parts = parts;
    this.#onUse = onUse;
    this.accesses = new LastAccesses(parts);
    this.#mover = new SessionMover(parts.cluster, parts.options.copies);
  }

  async load(agent: AgentStream, key: Uint8Array, known: Version | null): Promise<LoadAnswer> {
    this.#parts.counters.loads.add();
    const id = sessionKey.idOf(key);
    this.#onUse(agent, id);
    const reply = (await this.#parts.cluster.read(id, [
      "load",
      sessionWire.versionText(known),
    ])) as readonly ValkeyReply[];
    if (sessionWire.text(reply[0]) !== "moving") return this.#loaded(reply);
    await this.#mover.finish(id, sessionWire.text(reply[1]), this.#mark(agent, 0));
    return { outcome: "DEAD" };
  }

  async store(agent: AgentStream, request: StoreRequest): Promise<StoreAnswer> {
    const { options, counters, storeLatency } = this.#parts;
    const id = sessionKey.idOf(request.key);
    this.#onUse(agent, id);
    const startMs = options.clock.monotonicMs();
    const mark = this.#mark(agent, request.operation);
    const limits = { bytesMax: options.sessionBytesMax, attributesMax: ATTRIBUTES_MAX };
    const bytes = request.attributes.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    // Not even sent: it would hold up the requests of others.
    if (bytes > limits.bytesMax) throw tooLarge(bytes, limits.bytesMax);
    const access = request.meta === null ? 0 : options.clock.nowMs() - request.meta.lastAccessMs;
    const args = sessionWire.store(request, mark, { change: request.ageMs, access }, limits);
    const { reply, replicas } = await this.#commit(id, args, mark, () => {
      const waitedMs = options.clock.monotonicMs() - startMs;
      args[AGE_AT] = String(Math.round(request.ageMs + (waitedMs > LATE_MS ? waitedMs : 0)));
    });
    const [kind, version, stale, yielded] = reply.map(sessionWire.text);
    storeLatency.add((options.clock.monotonicMs() - startMs) * 1_000);
    switch (kind) {
      case "dead":
        return this.#refuse();
      case "absent":
        throw sessionKey.absent();
      case "large":
        throw tooLarge(Number(version), limits.bytesMax);
      case "many":
        throw new AppError(
          "session_too_large",
          `the session would have more than ${ATTRIBUTES_MAX} attributes`,
        );
    }
    if (stale === "1") counters.conflicts.add();
    // What gave way to a later change is not promised.
    const gaveWay = yielded === "1" && request.ageMs === 0;
    return this.#acknowledge(replicas, gaveWay, {
      version: sessionWire.version(reply[1]),
      stale: stale === "1",
    });
  }

  touch(touched: readonly { readonly key: Uint8Array; readonly lastAccessMs: number }[]): void {
    for (const { key, lastAccessMs } of touched) {
      if (sessionKey.isOne(key)) this.accesses.add(sessionKey.idOf(key), lastAccessMs);
    }
  }

  async invalidate(
    agent: AgentStream,
    key: Uint8Array,
    reason: string,
    operation: number,
  ): Promise<StoreAnswer> {
    const ended = await this.end(sessionKey.idOf(key), reason, this.#mark(agent, operation), false);
    return ended.outcome === "ENDED" ? ended.answer : { outcome: "DEAD" };
  }

  async changeId(
    agent: AgentStream,
    oldKey: Uint8Array,
    newKey: Uint8Array,
    operation: number,
  ): Promise<StoreAnswer> {
    const mark = this.#mark(agent, operation);
    const answer = await this.#mover.move(sessionKey.idOf(oldKey), sessionKey.idOf(newKey), mark);
    if (answer.outcome === "DEAD") return this.#refuse();
    const { counters } = this.#parts;
    (answer.outcome === "ACKNOWLEDGED" ? counters.acknowledged : counters.degraded).add();
    return answer;
  }

  async expireIfIdle(
    agent: AgentStream | null,
    key: Uint8Array,
    lastAccessMs: number,
  ): Promise<ExpireAnswer> {
    const nowMs = this.#parts.options.clock.nowMs();
    const id = sessionKey.idOf(key);
    const ageMs = lastAccessMs > 0 ? nowMs - lastAccessMs : null;
    const { reply } = await this.expire(id, agent, ageMs, TOUCH_SLACK_MS, true);
    const [kind, last, now] = reply.map(sessionWire.text);
    if (kind === "done") return { expired: true, gone: false, lastAccessMs: 0 };
    if (kind === "gone" || kind === "dead") return { expired: false, gone: true, lastAccessMs: 0 };
    return { expired: false, gone: false, lastAccessMs: Math.round(nowMs - (Number(now) - Number(last))) };
  }

  /** Ends a session that has been idle for its timeout and `slackMs` (a tenth of it at most, when `tenth`). */
  async expire(id: string, agent: AgentStream | null, ageMs: number | null, slackMs: number, tenth: boolean) {
    const mark = this.#mark(agent, 0);
    const age = ageMs === null ? "" : String(Math.round(ageMs));
    return this.#commit(id, ["expire", mark.tag, age, String(slackMs), tenth ? "1" : "0"], mark);
  }

  /** Ends a session; with `mustExist` nothing is left of one that never was. `meta` says who it was. */
  async end(id: string, reason: string, mark: ChangeMark | null, mustExist: boolean) {
    const by = mark ?? this.#mark(null, 0);
    const args = ["end", by.tag, reason.slice(0, 64), mustExist ? "1" : "0"];
    const { reply, replicas } = await this.#commit(id, args, by);
    const kind = sessionWire.text(reply[0]);
    if (kind !== "done") return { outcome: kind === "absent" ? "ABSENT" : "DEAD" } as const;
    const answer = this.#acknowledge(replicas, false, { version: sessionWire.version(reply[1]) });
    return { outcome: "ENDED", answer, meta: sessionWire.keptMeta(reply[2]) } as const;
  }

  async #commit(id: string, args: ValkeyArgument[], mark: ChangeMark, again: () => void = () => {}) {
    const { reply, replicas } = await this.#parts.cluster.commit(id, args, again);
    const list = reply as readonly ValkeyReply[];
    if (sessionWire.text(list[0]) !== "moving") return { reply: list, replicas };
    // Whoever began the move may have died over it; the old key is dead from here on, whatever becomes of the new one.
    await this.#mover.finish(id, sessionWire.text(list[1]), mark);
    return { reply: [Buffer.from("dead")], replicas };
  }

  #acknowledge(replicas: number, gaveWay: boolean, more: Omit<StoreAnswer, "outcome">): StoreAnswer {
    const { counters, options } = this.#parts;
    const held = replicas >= options.copies && !gaveWay;
    (held ? counters.acknowledged : counters.degraded).add();
    return { ...more, outcome: held ? "ACKNOWLEDGED" : "DEGRADED" };
  }

  #refuse(): StoreAnswer {
    this.#parts.counters.refusedDead.add();
    return { outcome: "DEAD" };
  }

  #mark(agent: AgentStream | null, operation: number): ChangeMark {
    this.#changes += 1;
    const { node, incarnation } = this.#parts.options;
    const tag = `${node}#${incarnation}.${this.#changes.toString(36)}`;
    return { tag, agent: agent?.incarnation ?? "", operation };
  }

  #loaded(reply: readonly ValkeyReply[]): LoadAnswer {
    const [kind, v, M, C, last, now, delta, attributes, removed] = reply;
    const outcome = sessionWire.text(kind);
    if (outcome === "absent") return { outcome: "ABSENT" };
    if (outcome === "dead") return { outcome: "DEAD" };
    const version = sessionWire.version(v);
    if (version === null) throw new AppError("internal", "a session in Valkey has no version");
    const idleMs = Number(sessionWire.text(now)) - Number(sessionWire.text(last));
    const lastAccessMs = Math.max(0, Math.round(this.#parts.options.clock.nowMs() - idleMs));
    const meta = { ...sessionWire.keptMeta(M), lastAccessMs, container: sessionWire.container(C) };
    if (outcome === "same") return { outcome: "NOT_MODIFIED", meta, version };
    return {
      outcome: "FOUND",
      meta,
      version,
      attributes: sessionWire.attributes(attributes),
      delta: sessionWire.text(delta) === "1",
      removed: (removed as readonly ValkeyReply[]).map(sessionWire.text),
    };
  }
}

function tooLarge(bytes: number, bytesMax: number): AppError {
  const text = `the session would be ${bytes} bytes; ${bytesMax} are allowed (--session-bytes-max)`;
  return new AppError("session_too_large", text);
}

/** Where the age stands in the arguments of a store: it grows while the change waits. */
const AGE_AT = 6;
