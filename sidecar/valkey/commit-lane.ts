import type { ValkeyArgument, ValkeyConnection, ValkeyReply } from "./valkey-connection.ts";

/** A command's answer, and how many replicas had what it changed. */
export interface Committed {
  readonly reply: ValkeyReply;
  readonly replicas: number;
}

/** What a CommitLane needs. */
export interface CommitLaneOptions {
  readonly connection: ValkeyConnection;
  /** Replicas waited for; 0: none. */
  readonly copies: number;
}

interface Waiting {
  readonly commands: readonly (readonly [string, ...ValkeyArgument[]])[];
  readonly resolve: (committed: Committed) => void;
  readonly reject: (cause: unknown) => void;
}

/** How long a group waits for the replicas; then it is acknowledged as degraded. */
const WAIT_MS = 300;

/** While the replicas did not answer the last group: later ones must not wait as long, only notice that they are back. */
const WAIT_AGAIN_MS = 10;

/** Changes of one group: what is sent before anything is answered. */
const GROUP_MAX = 128;

/**
 * Changes of one server in order, as groups: while one group waits for its replicas the next gathers, and one WAIT
 * proves all of a group. A WAIT of its own for each change would hold up the connection once for each.
 */
export class CommitLane {
  readonly #options: CommitLaneOptions;
  #waiting: Waiting[] = [];
  #running = false;
  #short = false;

  constructor(options: CommitLaneOptions) {
    this.#options = options;
  }

  /** The answer is that of the last of these commands. Rejects with what the server said, or when the connection ends. */
  commit(...commands: Waiting["commands"]): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commands, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Others of this turn join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#group(this.#waiting.splice(0, GROUP_MAX));
    this.#running = false;
  }

  async #group(group: readonly Waiting[]): Promise<void> {
    const { connection, copies } = this.#options;
    const replies = group.map(({ commands }) => last(commands.map((words) => connection.call(...words))));
    const waitMs = this.#short ? WAIT_AGAIN_MS : WAIT_MS;
    const wait = copies === 0 ? null : connection.call("WAIT", String(copies), String(waitMs));
    const [answers, [proven]] = await Promise.all([Promise.allSettled(replies), Promise.allSettled([wait])]);
    const replicas = proven.status === "fulfilled" ? Number(proven.value ?? 0) : null;
    if (replicas !== null) this.#short = replicas < copies;
    for (const [index, answer] of answers.entries()) {
      const { resolve, reject } = group[index] as Waiting;
      if (answer.status === "rejected") reject(answer.reason);
      // Changed, but nothing is known of it: it is asked for again, under the same tag.
      else if (replicas === null) reject((proven as PromiseRejectedResult).reason);
      else resolve({ reply: answer.value, replicas });
    }
  }
}

async function last(replies: readonly Promise<ValkeyReply>[]): Promise<ValkeyReply> {
  const settled = await Promise.allSettled(replies);
  const answer = settled.at(-1);
  if (answer?.status === "fulfilled") return answer.value;
  throw answer?.reason;
}
