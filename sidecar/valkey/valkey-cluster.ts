import { AppError } from "../base/app-error.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import type { ClusterNode } from "./cluster-map.ts";
import { ClusterView, type ClusterViewOptions } from "./cluster-view.ts";
import type { Committed } from "./commit-lane.ts";
import { keySlot } from "./key-slot.ts";
import { refusal } from "./refusal.ts";
import { sessionScript } from "./session-script.ts";
import { Silence } from "./silence.ts";
import type { ValkeyArgument, ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyNode } from "./valkey-node.ts";

/** What a ValkeyCluster needs. */
export interface ValkeyClusterOptions extends ClusterViewOptions {
  readonly metrics: MetricsRegistry;
}

/** A request of a user waits no longer than this for its session. */
const DEADLINE_MS = 900;
/** One try: past it the server is taken for frozen and the next one is asked where the session is now. */
const TRY_MS = 420;
/** Pause between tries, with jitter: while a failover is under way nobody can serve the slot. */
const PAUSE_MS = 25;
/** Bytes and operations under way: a store that does not answer must not fill the memory of the sidecar. */
const BYTES_MAX = 128 * 1024 * 1024;
const OPERATIONS_MAX = 8_192;
/** Redirections followed at once: more are a cluster that is being rebuilt. */
const REDIRECTS_MAX = 5;
/** A large session takes its time on the way: this is far below any network. */
const BYTES_PER_MS = 20_000;

/** Operations on sessions that find their way through a failover. */
export class ValkeyCluster {
  readonly #options: ValkeyClusterOptions;
  /** Who is there. */
  readonly view: ClusterView;
  #bytes = 0;
  #underWay = 0;
  readonly #dropped;
  readonly #retries;
  readonly #failed;

  constructor(options: ValkeyClusterOptions) {
    this.#options = options;
    this.view = new ClusterView(options);
    const { metrics } = options;
    this.#dropped = metrics.counter("gyeot_valkey_dropped_total", "Operations refused: too many under way.");
    this.#retries = metrics.counter(
      "gyeot_valkey_retries_total",
      "Tries that were refused or lost and repeated.",
    );
    this.#failed = metrics.counter("gyeot_valkey_failed_total", "Operations that found no server in time.");
    metrics.gauge("gyeot_valkey_under_way", "Operations under way.", () => this.#underWay);
  }

  /** Runs the program on a session. Rejects with `unavailable` when no server could in time. */
  async read(id: string, args: readonly ValkeyArgument[]): Promise<ValkeyReply> {
    return this.#run(id, args, (node, asking) => {
      return node.script(sessionScript.sha, sessionScript.lua, this.#words(id, node, args), asking);
    });
  }

  /** As `read`, for what changes something; says how many replicas have it. `again` may touch up `args` before each try. */
  async commit(id: string, args: readonly ValkeyArgument[], again = (): void => {}): Promise<Committed> {
    return this.#run(id, args, (node, asking) => {
      again();
      return node.commit(sessionScript.sha, sessionScript.lua, this.#words(id, node, args), asking);
    });
  }

  #words(id: string, node: ValkeyNode, [operation, ...args]: readonly ValkeyArgument[]): ValkeyArgument[] {
    return ["1", keyOf(id), `${operation} ${this.view.nameOf(node.address)}`, ...args];
  }

  /** A plain command on a key of this session. */
  async plain(id: string, command: string, ...args: readonly ValkeyArgument[]): Promise<ValkeyReply> {
    return this.#run(id, args, (node) => node.read(command, ...args));
  }

  /** Any command at one server, within `deadlineMs`. */
  async ask(
    at: ClusterNode,
    deadlineMs: number,
    command: string,
    ...args: ValkeyArgument[]
  ): Promise<ValkeyReply> {
    return Silence.within(deadlineMs, this.view.server(at).read(command, ...args));
  }

  async #run<Result>(
    id: string,
    words: readonly ValkeyArgument[],
    run: (node: ValkeyNode, asking: boolean) => Promise<Result>,
  ): Promise<Result> {
    const bytes = words.reduce((sum, word) => sum + word.length, 0);
    if (this.#underWay >= OPERATIONS_MAX || this.#bytes + bytes > BYTES_MAX) {
      this.#dropped.add();
      throw new AppError("too_many", "too much is under way to Valkey; send it again later");
    }
    this.#bytes += bytes;
    this.#underWay += 1;
    try {
      return await this.#tries(keySlot(id), bytes, run);
    } finally {
      this.#bytes -= bytes;
      this.#underWay -= 1;
    }
  }

  async #tries<Result>(
    slot: number,
    bytes: number,
    run: (node: ValkeyNode, asking: boolean) => Promise<Result>,
  ): Promise<Result> {
    const { clock, random } = this.#options;
    const { view } = this;
    const endMs = clock.monotonicMs() + DEADLINE_MS + bytes / BYTES_PER_MS;
    let [why, redirects] = ["no server has its slot", 0];
    let ask: ValkeyNode | null = null;
    while (clock.monotonicMs() < endMs) {
      const owner = view.owner(slot);
      const node: ValkeyNode | null = ask ?? (owner === undefined ? null : view.server(owner));
      const asking = ask !== null;
      ask = null;
      const tryMs = Math.min(TRY_MS + bytes / BYTES_PER_MS, endMs - clock.monotonicMs());
      try {
        if (node !== null) return await Silence.within(tryMs, run(node, asking));
      } catch (cause) {
        const { message } = cause as Error;
        why = `${node?.address}: ${message}`;
        if (cause instanceof Silence) void node?.drop("it did not answer");
        const refused = refusal(message);
        if (refused.kind === "never") throw failure(cause as Error);
        if (refused.kind === "ask" || refused.kind === "moved") {
          const at = { host: refused.host || (owner?.host ?? ""), port: refused.port };
          if (refused.kind === "ask") ask = view.server(at);
          else view.moved(slot, at);
          redirects += 1;
          if (redirects <= REDIRECTS_MAX) continue;
        }
      }
      this.#retries.add();
      void view.lookSoon();
      await pause(PAUSE_MS * (1 + random()));
    }
    this.#failed.add();
    throw new AppError("unavailable", `Valkey could not say within ${DEADLINE_MS} ms (${why}); ask again`);
  }
}

/** Key of a session: all of it in one slot. */
function keyOf(id: string): string {
  return `gyeot:{${id}}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function failure(cause: Error): AppError {
  if (cause.message.startsWith("OOM"))
    return new AppError("unavailable", "Valkey has no memory left; raise maxmemory", cause);
  if (/^(NOPERM|NOAUTH|WRONGPASS)/.test(cause.message))
    return new AppError("unavailable", `Valkey refuses this sidecar: ${cause.message}`, cause);
  return new AppError("internal", cause.message, cause);
}
