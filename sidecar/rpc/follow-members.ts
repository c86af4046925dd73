import { AppError } from "../base/app-error.ts";
import type { Cancel } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { StoredTransaction } from "../telemetry/span-store.ts";
import { FollowClient, type FollowClientOptions, type PeerWatch } from "./follow-client.ts";

/** What FollowMembers needs. */
export interface FollowMembersOptions extends Omit<FollowClientOptions, "peer"> {
  /** Where the watches of the other members are now. */
  readonly watches: () => Promise<readonly PeerWatch[]>;
}

/** How one member is followed. */
export interface Followed {
  readonly node: string;
  readonly connected: boolean;
  readonly behind: number;
}

const LOOK_MS = 500;

/** Members of a grid beside this one, and some that have left. */
const FOLLOWED_MAX = 48;

/** Follows the watch of every other member, one stream each. */
export class FollowMembers implements Part {
  readonly name = "follow-members";
  readonly #options: FollowMembersOptions;
  readonly #clients = new Map<string, FollowClient>();
  #watches = new Map<string, PeerWatch>();
  #cancel: Cancel = () => {};
  #looking = false;

  constructor(options: FollowMembersOptions) {
    this.#options = options;
  }

  start(): void {
    this.#cancel = this.#options.clock.every(LOOK_MS, () => void this.#look());
  }

  stop(): void {
    this.#cancel();
    for (const client of this.#clients.values()) client.stop();
  }

  /** One that is not connected, else any; null before one was ever heard. */
  state(): Followed | null {
    const all = [...this.#clients.values()].flatMap((client) => client.state() ?? []);
    return all.find(({ connected }) => !connected) ?? all[0] ?? null;
  }

  /** Transactions of a trace that other members recorded, and the members that could not be asked in time. */
  async trace(traceId: string): Promise<{ found: StoredTransaction[]; missing: string[] }> {
    const found: StoredTransaction[] = [];
    const missing: string[] = [];
    const ask = async (client: FollowClient): Promise<void> => {
      const node = client.state()?.node;
      // One that was never heard of has recorded nothing that anyone knows of.
      if (node === undefined) return;
      try {
        found.push(...(await client.trace(traceId)));
      } catch (cause) {
        if (AppError.from(cause).code !== "peer_unreachable") throw cause;
        missing.push(node);
      }
    };
    await Promise.all([...this.#clients.values()].map(ask));
    return { found, missing };
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const { watches, ...options } = this.#options;
    try {
      this.#watches = new Map((await watches()).map((watch) => [watch.node, watch]));
      for (const node of this.#watches.keys()) {
        if (this.#clients.has(node) || this.#clients.size >= FOLLOWED_MAX) continue;
        const client = new FollowClient({ ...options, peer: () => this.#watches.get(node) ?? null });
        this.#clients.set(node, client);
        client.start();
      }
    } catch (cause) {
      options.log.warnSometimes("the members' watches cannot be looked up", { cause: AppError.from(cause) });
    } finally {
      this.#looking = false;
    }
  }
}
