import type { Redis, RedisOptions } from "ioredis";
import type { ValkeyLogin } from "./valkey-login.ts";

/** Argument of a command. */
export type ValkeyArgument = string | Buffer;

/** What an answer is made of: bytes, numbers, lists. */
export type ValkeyReply = Buffer | number | null | readonly ValkeyReply[];

/** Where and as whom to connect. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly login: ValkeyLogin;
  /** Shown by CLIENT LIST. */
  readonly name: string;
  /** Called once when it is of no more use. */
  readonly onClosed: (why: string) => void;
}

/** A server that takes the connection and then says nothing (stopped, frozen) is given up after this. */
const CONNECT_MS = 1_000;

/**
 * One connection to one server: commands are answered in the order they were given, so WAIT speaks of what was sent
 * before it. It is never repaired: once closed, everything under way fails and a new one is made by its owner.
 */
export class ValkeyConnection {
  readonly #redis: Redis;
  readonly #options: ConnectionOptions;
  #why = "the connection was lost";
  #closed = false;

  private constructor(redis: Redis, options: ConnectionOptions) {
    this.#redis = redis;
    this.#options = options;
  }

  /** Rejects when nobody is there or the login is refused. */
  static async open(options: ConnectionOptions): Promise<ValkeyConnection> {
    // Loaded when it is needed: sites with the grid need not carry it in memory.
    const { Redis } = await import("ioredis");
    const redis = new Redis(settings(options));
    const connection = new ValkeyConnection(redis, options);
    redis.on("error", (cause: Error) => {
      connection.#why = cause.message;
    });
    redis.on("close", () => connection.close(connection.#why));
    const timer = setTimeout(() => connection.close(`no answer within ${CONNECT_MS} ms`), CONNECT_MS);
    try {
      await redis.connect();
      // A frozen server accepts connections all the same: one answer proves that it runs.
      await redis.ping();
      return connection;
    } catch (cause) {
      connection.close((cause as Error).message);
      throw new Error(connection.#why);
    } finally {
      clearTimeout(timer);
    }
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Rejects with what the server said, or that the connection is gone. The caller has the deadline. */
  async call(command: string, ...args: readonly ValkeyArgument[]): Promise<ValkeyReply> {
    if (this.#closed) throw new Error(this.#why);
    return (await this.#redis.callBuffer(command, [...args])) as ValkeyReply;
  }

  /** From then on it only listens. */
  async subscribe(channel: string, heard: (message: Buffer) => void): Promise<void> {
    this.#redis.on("messageBuffer", (_channel: Buffer, message: Buffer) => heard(message));
    await this.#redis.subscribe(channel);
  }

  close(why: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#why = why;
    this.#redis.disconnect();
    this.#options.onClosed(why);
  }
}

function settings({ host, port, login, name }: ConnectionOptions) {
  const tls = login.ca === "" ? {} : { tls: { ca: login.ca, minVersion: "TLSv1.2" as const } };
  return {
    host,
    port,
    ...(login.user === "" ? {} : { username: login.user }),
    ...(login.password === "" ? {} : { password: login.password }),
    ...tls,
    connectionName: name,
    protocol: 2 as const,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    // A server that loads its data says so to each command; nothing is queued for later or sent again unasked.
    enableReadyCheck: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
    autoResendUnfulfilledCommands: false,
    disableClientInfo: true,
  } satisfies RedisOptions;
}
