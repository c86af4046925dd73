import type { ClusterNode } from "./cluster-map.ts";
import type { KillChannel } from "./kill-channel.ts";
import { type FoundSession, sessionScan } from "./session-scan.ts";
import { sessionWire } from "./session-wire.ts";
import type { ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyParts } from "./valkey-parts.ts";
import type { ValkeySessions } from "./valkey-sessions.ts";

/** Live and dead sessions of the servers, as they were counted last. */
export interface SessionCount {
  readonly live: number;
  readonly dead: number;
}

/** The container looks for idle sessions itself, up to once a minute; it is given the time to do so. */
const SLACK_MS = 90_000;
/** One sidecar walks a server at a time; when it is gone for so long another one does. */
const LEASE_MS = 5_000;
/** Steps of one turn: the servers have better things to do. */
const STEPS_MAX = 8;
/** Sessions ended in one turn and server. */
const EXPIRED_MAX = 50;

/**
 * Walks over all sessions, one sidecar a server: ends those no container looks after any more, finishes changes of the id
 * that were left behind, and counts what is there for everyone.
 */
export class IdleWalk {
  readonly #parts: ValkeyParts;
  readonly #sessions: ValkeySessions;
  readonly #kills: KillChannel;
  readonly #cursors = new Map<string, { cursor: string; live: number; dead: number }>();
  #running = false;
  count: SessionCount = { live: 0, dead: 0 };

  constructor(parts: ValkeyParts, sessions: ValkeySessions, kills: KillChannel) {
    this.#parts = parts;
    this.#sessions = sessions;
    this.#kills = kills;
  }

  /** Called once a second; never rejects. */
  async turn(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    const masters = this.#parts.cluster.view.masters().filter(({ state }) => state === "alive");
    const walked = await Promise.allSettled(masters.map((master) => this.#server(master)));
    const counted = walked.flatMap((each) => (each.status === "fulfilled" ? (each.value ?? []) : []));
    if (counted.length === masters.length) {
      const sum = (pick: (count: SessionCount) => number): number =>
        counted.reduce((total, count) => total + pick(count), 0);
      this.count = { live: sum(({ live }) => live), dead: sum(({ dead }) => dead) };
    }
    this.#running = false;
  }

  async #server(master: ClusterNode): Promise<SessionCount | null> {
    if (await this.#mine(master)) await this.#walk(master);
    const told = await this.#parts.cluster.plain(master.id, "GET", `gyeot:count:{${master.id}}`);
    return told === null ? null : (JSON.parse(String(told)) as SessionCount);
  }

  async #mine(master: ClusterNode): Promise<boolean> {
    const { cluster, options } = this.#parts;
    const key = `gyeot:walk:{${master.id}}`;
    const plain = (...words: [string, ...string[]]): Promise<ValkeyReply> =>
      cluster.plain(master.id, ...words);
    await plain("SET", key, options.node, "NX", "PX", String(LEASE_MS));
    if (String(await plain("GET", key)) !== options.node) return false;
    await plain("PEXPIRE", key, String(LEASE_MS));
    return true;
  }

  async #walk(master: ClusterNode): Promise<void> {
    const { cluster } = this.#parts;
    const at = this.#cursors.get(master.id) ?? { cursor: "0", live: 0, dead: 0 };
    this.#cursors.set(master.id, at);
    const idle: FoundSession[] = [];
    for (let step = 0; step < STEPS_MAX; step += 1) {
      const { cursor, found } = await sessionScan(cluster, master, at.cursor);
      at.cursor = cursor;
      for (const session of found) {
        if (session.reason !== "") at.dead += 1;
        else at.live += 1;
        if (this.#over(session)) idle.push(session);
      }
      if (cursor === "0") break;
    }
    if (at.cursor === "0") {
      const counted = JSON.stringify({ live: at.live, dead: at.dead });
      await cluster.plain(master.id, "SET", `gyeot:count:{${master.id}}`, counted, "EX", "86400");
      this.#cursors.delete(master.id);
    }
    for (const session of idle.slice(0, EXPIRED_MAX)) await this.#end(session);
  }

  /** By this machine's clock; the server decides by its own. */
  #over({ reason, moving, maxInactiveS, lastAccessMs }: FoundSession): boolean {
    if (reason !== "") return false;
    if (moving !== "") return true;
    const idleMs = this.#parts.options.clock.nowMs() - lastAccessMs;
    return maxInactiveS > 0 && idleMs > maxInactiveS * 1_000 + SLACK_MS;
  }

  /** A frozen one is finished on the way. */
  async #end({ id, meta }: FoundSession): Promise<void> {
    const { reply } = await this.#sessions.expire(id, null, null, SLACK_MS, false);
    if (sessionWire.text(reply[0]) === "done")
      await this.#kills.tell({ id, reason: "timeout", was: meta.was });
  }
}
