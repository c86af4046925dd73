import { memberAddress } from "../base/member-address.ts";
import { CommitLane, type Committed } from "./commit-lane.ts";
import { type ValkeyArgument, ValkeyConnection, type ValkeyReply } from "./valkey-connection.ts";
import type { ValkeyLogin } from "./valkey-login.ts";

/** What a ValkeyNode needs. */
export interface ValkeyNodeOptions {
  readonly host: string;
  readonly port: number;
  readonly login: ValkeyLogin;
  readonly name: string;
  readonly copies: number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly nowMs: () => number;
}

interface Open {
  readonly reads: ValkeyConnection;
  readonly writes: ValkeyConnection;
  readonly lane: CommitLane;
}

/** Pause before a server that could not be reached is tried again; doubled each time. */
const RETRY_MS = 50;
const RETRY_MS_MAX = 2_000;

/** One server: a connection for what is only read and one for changes, made when they are needed. */
export class ValkeyNode {
  readonly address: string;
  readonly #options: ValkeyNodeOptions;
  #open: Promise<Open> | null = null;
  #failures = 0;
  #retryAtMs = 0;
  #why = "";
  #loaded = false;
  /** Round trip of the last look at it, microseconds. */
  roundTripUs = 0;

  constructor(options: ValkeyNodeOptions) {
    this.#options = options;
    this.address = memberAddress.target(options);
  }

  /** Why it could not be reached last; empty while it can. */
  get why(): string {
    return this.#why;
  }

  /** Any command, answered in order with other reads. */
  async read(command: string, ...args: readonly ValkeyArgument[]): Promise<ValkeyReply> {
    return (await this.#opened()).reads.call(command, ...args);
  }

  /** A program that only reads. */
  async script(
    sha: string,
    lua: string,
    args: readonly ValkeyArgument[],
    asking: boolean,
  ): Promise<ValkeyReply> {
    const { reads } = await this.#opened();
    const ask = asking ? reads.call("ASKING") : null;
    ask?.catch(() => {
      // The command that needs it fails, too.
    });
    try {
      return await reads.call(this.#loaded ? "EVALSHA" : "EVAL", this.#loaded ? sha : lua, ...args);
    } catch (cause) {
      if (!isUnknownScript(cause)) throw cause;
      this.#loaded = false;
      return this.script(sha, lua, args, asking);
    } finally {
      this.#loaded = true;
    }
  }

  /** A program that changes something, and how many replicas have it. */
  async commit(
    sha: string,
    lua: string,
    args: readonly ValkeyArgument[],
    asking: boolean,
  ): Promise<Committed> {
    const { lane } = await this.#opened();
    const known = this.#loaded;
    const command = [known ? "EVALSHA" : "EVAL", known ? sha : lua, ...args] as const;
    try {
      const committed = asking ? await lane.commit(["ASKING"], command) : await lane.commit(command);
      this.#loaded = true;
      return committed;
    } catch (cause) {
      if (!isUnknownScript(cause) || !known) throw cause;
      this.#loaded = false;
      return this.commit(sha, lua, args, asking);
    }
  }

  /** Nothing came back in time: what is under way there fails, and the next command connects anew. */
  async drop(why: string): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    this.#why = why;
    const opened = await open.catch(() => null);
    opened?.reads.close(why);
    opened?.writes.close(why);
  }

  #opened(): Promise<Open> {
    if (this.#open !== null) return this.#open;
    const leftMs = this.#retryAtMs - this.#options.nowMs();
    if (leftMs > 0) return Promise.reject(new Error(`${this.address}: ${this.#why}`));
    const opening = this.#connect();
    this.#open = opening;
    opening.then(
      () => {
        this.#failures = 0;
        this.#why = "";
      },
      (cause: Error) => this.#failed(opening, cause.message),
    );
    return opening;
  }

  async #connect(): Promise<Open> {
    const { host, port, login, name, copies } = this.#options;
    let closed = "";
    const onClosed = (why: string): void => {
      closed = why;
      if (this.#open !== null) void this.drop(why);
    };
    const opening = ["reads", "writes"].map((kind) =>
      ValkeyConnection.open({ host, port, login, name: `${name}-${kind}`, onClosed }),
    );
    const opened = await Promise.allSettled(opening);
    const [reads, writes] = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    if (reads === undefined || writes === undefined) {
      reads?.close("its other connection failed");
      throw (opened.find((each) => each.status === "rejected") as PromiseRejectedResult).reason;
    }
    // A server that was started again knows no program.
    this.#loaded = false;
    if (reads.closed || writes.closed) {
      reads.close(closed);
      writes.close(closed);
      throw new Error(closed);
    }
    return { reads, writes, lane: new CommitLane({ connection: writes, copies }) };
  }

  #failed(opening: Promise<Open>, why: string): void {
    this.#why = why;
    if (this.#open === opening) this.#open = null;
    const pauseMs = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#retryAtMs = this.#options.nowMs() + pauseMs * (0.5 + this.#options.random() / 2);
  }
}

function isUnknownScript(cause: unknown): boolean {
  return cause instanceof Error && cause.message.startsWith("NOSCRIPT");
}
