import { createHash, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { AppError } from "../base/app-error.ts";
import { FrameChunks } from "../rpc/frame-chunks.ts";
import {
  AgentFrame,
  type AgentFrameInput,
  type Endpoint,
  type ExpireResult,
  GridFrame,
  type Kill,
  type LoadResult,
  type StoreInput,
  type StoreResult,
  type Version,
  type Welcome,
} from "../rpc/gen/session.ts";
import type { GrpcCall } from "../rpc/grpc-call.ts";
import { Http2Connection } from "../rpc/http2-connection.ts";

/** Where to attach and as whom. */
export interface AgentClientOptions {
  /** "unix:/path/session.sock" or "127.0.0.1:port". */
  readonly address: string;
  readonly token: string;
  readonly was: string;
  readonly incarnation?: string;
  /** False: near copies are never protected and no timer runs. */
  readonly renew?: boolean;
  /** False: notices are not answered, as by a stuck JVM. */
  readonly answerNotices?: boolean;
  /** False: as an older agent, it is made to attach again when its fallbacks change. */
  readonly takesFallbacks?: boolean;
}

const ATTACH = "/gyeot.session.v1.SessionService/Attach";

/**
 * Speaks session.proto as the agent does, for tests and benchmarks; over our own HTTP/2, because a gRPC library would be
 * half of what a benchmark measures. hostile-frames.test.ts attaches with one.
 */
export class AgentClient {
  readonly welcome: Promise<Welcome>;
  /** Keys in hex the grid called out of date, in order. */
  readonly stale: string[] = [];
  readonly kills: Kill[] = [];
  readonly modes: string[] = [];
  /** Where else it may go, as it was told last. */
  fallbacks: readonly Endpoint[] = [];
  /** Resolves with the reason when the stream has ended. */
  readonly closed: Promise<string>;
  readonly incarnation: string;
  readonly #options: AgentClientOptions;
  readonly #connection: Http2Connection;
  readonly #call: GrpcCall;
  readonly #chunks = new FrameChunks();
  readonly #pending = new Map<
    number,
    { resolve: (frame: GridFrame) => void; reject: (cause: Error) => void }
  >();
  #seq = 0;
  #ended: string | null = null;
  #renewTimer: NodeJS.Timeout | undefined;
  #leaseUntilMs = 0;

  constructor(options: AgentClientOptions) {
    this.#options = options;
    this.incarnation = options.incarnation ?? randomBytes(8).toString("hex");
    const { address } = options;
    const problemOf = (cause: Error): AppError => new AppError("unavailable", cause.message, cause);
    const socket = address.startsWith("unix:")
      ? connect(address.slice(5))
      : connect(
          Number(address.slice(address.lastIndexOf(":") + 1)),
          address.slice(0, address.lastIndexOf(":")),
        );
    this.#connection = new Http2Connection({
      socket: socket.setNoDelay(true),
      onCall: null,
      problemOf,
      onEnd: () => {},
    });
    this.#call = this.#connection.call(ATTACH, "localhost", [["gyeot-token", options.token]]);
    this.closed = new Promise((resolve) => {
      const ended = (error: AppError | null): void => {
        const status = decodeURIComponent(this.#call.headers.get("grpc-message") ?? "");
        const reason = error === null ? status || "end" : error.message;
        this.#end(reason);
        this.#connection.end(error ?? new AppError("unavailable", reason));
        resolve(reason);
      };
      this.#call.listen({ receive: (bytes) => this.#data(bytes), ended });
    });
    const { was } = options;
    const features = options.takesFallbacks === false ? [] : ["fallbacks", "strict"];
    const hello = {
      protocol: 1,
      was,
      incarnation: this.incarnation,
      server: "test",
      pid: process.pid,
      features,
    };
    this.welcome = this.#ask({ hello }).then((frame) => {
      if (options.renew !== false) this.#renewTimer = setInterval(() => this.#renew(), 100);
      const welcome = frame.welcome as Welcome;
      this.fallbacks = welcome.fallbacks;
      return welcome;
    });
    this.welcome.catch(() => {
      // Seen by those who wait for it.
    });
  }

  /** Key of a session as the agent makes it. */
  static key(id: string, app = "/"): Buffer {
    return createHash("sha256").update(app).update("\0").update(id).digest().subarray(0, 16);
  }

  get ended(): boolean {
    return this.#ended !== null;
  }

  /** True while near copies may be served. */
  get leased(): boolean {
    return performance.now() < this.#leaseUntilMs;
  }

  async load(key: Uint8Array, known: Version | null = null): Promise<LoadResult> {
    return (await this.#ask({ load: { key, known } })).loadResult as LoadResult;
  }

  async store(store: StoreInput): Promise<StoreResult> {
    return (await this.#ask({ store })).storeResult as StoreResult;
  }

  /** Saves string attributes; with `create` a new session of this WAS. */
  set(
    key: Uint8Array,
    values: Readonly<Record<string, string>>,
    more: StoreInput = {},
  ): Promise<StoreResult> {
    const attributes = Object.entries(values).map(([name, value]) => ({
      name,
      value: Buffer.from(value),
      type: "java.lang.String",
    }));
    const nowMs = Date.now();
    const meta = {
      app: "/",
      createdMs: nowMs,
      lastAccessMs: nowMs,
      maxInactiveS: 1_800,
      was: this.#options.was,
      container: [],
    };
    return this.store({ key, attributes, meta, ...more });
  }

  async invalidate(key: Uint8Array, operation = 0): Promise<StoreResult> {
    return (await this.#ask({ invalidate: { key, reason: "invalidate", operation } }))
      .storeResult as StoreResult;
  }

  async changeId(oldKey: Uint8Array, newKey: Uint8Array): Promise<StoreResult> {
    return (await this.#ask({ changeId: { oldKey, newKey, operation: 0 } })).storeResult as StoreResult;
  }

  async expireIfIdle(key: Uint8Array, lastAccessMs: number): Promise<ExpireResult> {
    return (await this.#ask({ expireIfIdle: { key, lastAccessMs } })).expireResult as ExpireResult;
  }

  touch(key: Uint8Array, lastAccessMs: number): void {
    this.send({ touch: { touched: [{ key, lastAccessMs }] } });
  }

  /** A frame that expects no answer, or hostile bytes as they are. */
  send(frame: AgentFrameInput | Buffer): void {
    if (this.#ended !== null) return;
    if (Buffer.isBuffer(frame)) this.#call.write(frame);
    else {
      const seq = frame.seq ?? 0;
      FrameChunks.cut(
        AgentFrame.encode(frame),
        (bytes) => this.#call.write(bytes),
        (chunk) => AgentFrame.encode({ seq, chunk }),
      );
    }
  }

  close(): void {
    this.#end("closed");
    this.#call.close(null);
    this.#connection.end(new AppError("unavailable", "closed"));
  }

  #ask(body: AgentFrameInput): Promise<GridFrame> {
    if (this.#ended !== null) return Promise.reject(new Error(this.#ended));
    this.#seq += 1;
    const seq = this.#seq;
    return new Promise((resolve, reject) => {
      this.#pending.set(seq, { resolve, reject });
      this.send({ ...body, seq });
    });
  }

  #renew(): void {
    const sentMs = performance.now();
    this.#ask({ renew: {} }).then(
      ({ renewed }) => {
        // A strict sidecar only says that it is there.
        if (renewed === null) return;
        this.#leaseUntilMs = Math.max(this.#leaseUntilMs, sentMs + 400);
      },
      () => {
        // The end of the stream is told by `closed`.
      },
    );
  }

  #data(bytes: Buffer): void {
    const frame = GridFrame.decode(bytes);
    if (frame.chunk === null) this.#frame(frame);
    else {
      const whole = this.#chunks.add(String(frame.seq), frame.chunk);
      if (whole !== null) this.#frame(GridFrame.decode(whole));
    }
  }

  #frame(frame: GridFrame): void {
    if (frame.stale !== null) {
      this.stale.push(...frame.stale.keys.map((key) => Buffer.from(key).toString("hex")));
      if (this.#options.answerNotices !== false) this.send({ dropped: { notice: frame.stale.notice } });
    } else if (frame.kill !== null) this.kills.push(frame.kill);
    else if (frame.fallbacks !== null) this.fallbacks = frame.fallbacks.endpoints;
    else if (frame.modeChange !== null) this.modes.push(frame.modeChange.mode);
    else {
      const pending = this.#pending.get(frame.seq);
      this.#pending.delete(frame.seq);
      if (frame.failure === null) pending?.resolve(frame);
      else pending?.reject(Object.assign(new Error(frame.failure.message), { code: frame.failure.code }));
    }
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    clearInterval(this.#renewTimer);
    for (const pending of this.#pending.values()) pending.reject(new Error(reason));
    this.#pending.clear();
  }
}
