import type { ClusterNode } from "./cluster-map.ts";
import { ValkeyConnection } from "./valkey-connection.ts";
import type { ValkeyParts } from "./valkey-parts.ts";

/** A session that ended without its agent asking for it. */
export interface KillNotice {
  /** Key in hex. */
  readonly id: string;
  readonly reason: string;
  /** WAS that saved last: it fires the listeners when it is attached anywhere. */
  readonly was: string;
}

const CHANNEL = "gyeot:kills";

/** For the sidecar with the right WAS to claim the listeners first. */
const CLAIM_PAUSE_MS = 300;

/** Longest a claim matters: all sidecars hear of a kill within a moment or never. */
const CLAIM_KEPT_MS = 60_000;

const TELL_MS = 900;

/** Bytes of a notice: what is longer was not sent by a sidecar. */
const NOTICE_BYTES_MAX = 1_024;

/** Sessions remembered with the agent that asked for them last. */
const HOLDERS_MAX = 100_000;

/**
 * Tells all sidecars that a session was killed or expired, so that agents hear of it within a second and one of them fires
 * the listeners: the WAS that saved last, else one that had the session; who, is settled by one key in Valkey. A notice may
 * get lost with a connection: the session is dead all the same, its next request finds out.
 */
export class KillChannel {
  readonly #parts: ValkeyParts;
  readonly #holders = new Map<string, string>();
  #connection: ValkeyConnection | null = null;
  #opening = false;
  #stopped = false;

  constructor(parts: ValkeyParts) {
    this.#parts = parts;
  }

  /** Listens at any server that answers; called now and then. */
  async keep(): Promise<void> {
    if (this.#connection !== null || this.#opening || this.#stopped) return;
    this.#opening = true;
    try {
      await this.#listen();
    } catch {
      // Tried again at the next turn.
    } finally {
      this.#opening = false;
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#connection?.close("the sidecar stops");
  }

  /** This agent has asked for the session. */
  holds(agent: string, id: string): void {
    this.#holders.delete(id);
    this.#holders.set(id, agent);
    if (this.#holders.size <= HOLDERS_MAX) return;
    const [oldest] = this.#holders.keys();
    if (oldest !== undefined) this.#holders.delete(oldest);
  }

  /** Never rejects. */
  async tell(notice: KillNotice): Promise<void> {
    const { cluster } = this.#parts;
    for (const node of this.#reachable()) {
      try {
        await cluster.ask(node, TELL_MS, "PUBLISH", CHANNEL, JSON.stringify(notice));
        return;
      } catch {
        // The next one.
      }
    }
  }

  async #listen(): Promise<void> {
    const { options } = this.#parts;
    const [node] = this.#reachable();
    if (node === undefined) return;
    const { host, port } = node;
    const connection = await ValkeyConnection.open({
      host,
      port,
      login: options.login,
      name: `gyeot-${options.node}-kills`,
      onClosed: () => {
        this.#connection = null;
      },
    });
    this.#connection = connection;
    await connection.subscribe(CHANNEL, (message) => this.#heard(message));
    if (this.#stopped) this.stop();
  }

  #reachable(): ClusterNode[] {
    const { cluster, options } = this.#parts;
    const alive = cluster.view.nodes.filter(({ state }) => state === "alive");
    return alive.sort(() => options.random() - 0.5).slice(0, 3);
  }

  #heard(message: Buffer): void {
    const notice = parse(message);
    if (notice === null) return;
    const { agents, options } = this.#parts;
    const first = agents.byWas(notice.was);
    const claim = (): void => {
      this.#fire(notice, first?.id ?? this.#holders.get(notice.id) ?? "").catch((cause: unknown) => {
        options.log.warnSometimes("the listeners of a session that ended could not be fired", { cause });
      });
    };
    if (first !== null) claim();
    else options.clock.after(CLAIM_PAUSE_MS, claim);
  }

  /** Tells every agent here; `candidate` fires the listeners when no other sidecar's does. */
  async #fire({ id, reason }: KillNotice, candidate: string): Promise<void> {
    const { agents, cluster } = this.#parts;
    const key = Buffer.from(id, "hex");
    const fires = agents.get(candidate) !== null && (await this.#claimed(cluster, id));
    for (const agent of agents.all()) {
      agent.push({ kill: { key, fireListeners: fires && agent.id === candidate, reason } });
    }
    this.#holders.delete(id);
  }

  async #claimed(cluster: ValkeyParts["cluster"], id: string): Promise<boolean> {
    const key = `gyeot:fired:{${id}}`;
    const { node } = this.#parts.options;
    await cluster.plain(id, "SET", key, node, "NX", "PX", String(CLAIM_KEPT_MS));
    // Its own answer may have been lost on the way: who stands there counts.
    return String(await cluster.plain(id, "GET", key)) === node;
  }
}

function parse(message: Buffer): KillNotice | null {
  if (message.length > NOTICE_BYTES_MAX) return null;
  try {
    const { id, reason, was } = JSON.parse(message.toString()) as Partial<KillNotice>;
    if (typeof id !== "string" || !/^[0-9a-f]{32}$/.test(id)) return null;
    return { id, reason: String(reason ?? ""), was: String(was ?? "") };
  } catch {
    // Not of a sidecar.
    return null;
  }
}
