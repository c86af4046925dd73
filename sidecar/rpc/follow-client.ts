import type { SecureContext } from "node:tls";
import { Client, type ClientReadableStream } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { PeerItem } from "../telemetry/peer-ingest.ts";
import type { StoredTransaction } from "../telemetry/span-store.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { followMessages } from "./follow-messages.ts";
import type { FollowItem, FollowRequestInput, TraceReply, TraceRequestInput } from "./gen/telemetry.ts";
import type { PeerTls } from "./peer-tls.ts";
import { telemetryMethods } from "./telemetry-methods.ts";
import { traceMessages } from "./trace-messages.ts";
import { watchCredentials } from "./watch-credentials.ts";
import type { WatchProof } from "./watch-proof.ts";

/** The watch of a member. */
export interface PeerWatch {
  readonly node: string;
  /** host:port; loopback without certificates. */
  readonly address: string;
}

/** What a FollowClient needs. */
export interface FollowClientOptions {
  readonly node: string;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
  readonly proof: WatchProof;
  /** Null: plain, on loopback. */
  readonly tls: PeerTls | null;
  /** Where the member's watch is now; null while nobody knows. */
  readonly peer: () => PeerWatch | null;
  /** 0..1; spreads the tries of a pair. */
  readonly random: () => number;
}

/** The peer greets every second; after this long without a word the stream is opened anew. */
const SILENCE_MS_MAX = 5_000;
const CHECK_MS = 500;
const RETRY_MS = 1_000;
/** Items stored in one transaction. */
const APPLY_ITEMS = 128;
/** A page waits for a trace; the peer looks it up in memory-mapped pages. */
const TRACE_MS_MAX = 1_000;
/** A bucket of a busy member with 300 endpoints. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

/** Keeps a copy of one member's buckets, transactions and agents here, resuming after every outage. */
export class FollowClient implements Part {
  readonly name = "follow-client";
  readonly #options: FollowClientOptions;
  #cancel: Cancel = () => {};
  #client: { readonly address: string; readonly context: SecureContext | null; readonly rpc: Client } | null =
    null;
  #stream: ClientReadableStream<FollowItem> | null = null;
  #peer: PeerWatch | null = null;
  #heardMs = Number.NEGATIVE_INFINITY;
  #behind = 0;
  #retryMs = 0;

  constructor(options: FollowClientOptions) {
    this.#options = options;
  }

  start(): void {
    this.#cancel = this.#options.clock.every(CHECK_MS, () => this.#check());
  }

  stop(): void {
    this.#cancel();
    this.#drop();
    this.#client?.rpc.close();
  }

  /** The peer as this member hears it; null before it was ever heard. */
  state(): { readonly node: string; readonly connected: boolean; readonly behind: number } | null {
    if (this.#peer === null) {
      return null;
    }
    const silentMs = this.#options.clock.monotonicMs() - this.#heardMs;
    return { node: this.#peer.node, connected: silentMs < SILENCE_MS_MAX, behind: this.#behind };
  }

  /** Transactions of a trace that the peer recorded. Throws `peer_unreachable` when it cannot be asked in time. */
  trace(traceId: string): Promise<StoredTransaction[]> {
    const client = this.#client;
    if (client === null) {
      return Promise.reject(new AppError("peer_unreachable", "the peer's watch is not known yet"));
    }
    const { clock, proof, node } = this.#options;
    const nowMs = clock.nowMs();
    const mac = proof.make({ purpose: "trace", node, nowMs, subject: traceId });
    const request: TraceRequestInput = { node, nowMs, mac, traceId: Buffer.from(traceId, "hex") };
    const { path, requestSerialize, responseDeserialize } = telemetryMethods.fetchTrace;
    return new Promise((resolve, reject) => {
      const done = (cause: Error | null, reply?: TraceReply): void => {
        if (cause !== null || reply === undefined) {
          reject(new AppError("peer_unreachable", "the peer's watch did not answer", cause));
          return;
        }
        resolve(reply.transactions.map(traceMessages.parse));
      };
      const deadline = Date.now() + TRACE_MS_MAX;
      client.rpc.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, { deadline }, done);
    });
  }

  #check(): void {
    const { clock, log, peer, random } = this.#options;
    const silentMs = clock.monotonicMs() - this.#heardMs;
    if (this.#stream !== null && silentMs > SILENCE_MS_MAX) {
      log.warnSometimes("a member's watch is silent; its stream is opened anew", { silentMs });
      this.#drop();
    }
    if (this.#stream !== null || clock.monotonicMs() < this.#retryMs) {
      return;
    }
    this.#retryMs = clock.monotonicMs() + RETRY_MS * (0.5 + random());
    const found = peer();
    if (found !== null) {
      this.#open(found);
    }
  }

  #open(peer: PeerWatch): void {
    const { clock, proof, node, telemetry } = this.#options;
    this.#peer = peer;
    this.#heardMs = clock.monotonicMs();
    const cursor = telemetry.peers.cursor(peer.node);
    const nowMs = clock.nowMs();
    const mac = proof.make({ purpose: "follow", node, nowMs, subject: "" });
    const request: FollowRequestInput = { node, nowMs, mac, afterSeq: cursor.seq, logId: cursor.logId };
    const { path, requestSerialize, responseDeserialize } = telemetryMethods.follow;
    const rpc = this.#connect(peer);
    const stream = rpc.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
    this.#stream = stream;
    this.#read(stream, peer.node);
  }

  /** The connection of before, unless the place or our certificate has changed. */
  #connect({ node, address }: PeerWatch): Client {
    const { tls } = this.#options;
    const context = tls?.context() ?? null;
    const before = this.#client;
    if (before !== null && before.address === address && before.context === context) return before.rpc;
    before?.rpc.close();
    const rpc = new Client(address, watchCredentials(context, node), {
      "grpc.max_receive_message_length": MESSAGE_BYTES_MAX,
      "grpc.initial_reconnect_backoff_ms": 200,
      "grpc.max_reconnect_backoff_ms": 2_000,
    });
    this.#client = { address, context, rpc };
    return rpc;
  }

  #read(stream: ClientReadableStream<FollowItem>, node: string): void {
    const waiting: FollowItem[] = [];
    let applying = false;
    const apply = async (): Promise<void> => {
      applying = true;
      try {
        while (waiting.length > 0 && stream === this.#stream) {
          await this.#apply(node, waiting.splice(0, APPLY_ITEMS));
          if (waiting.length < APPLY_ITEMS) {
            stream.resume();
          }
        }
      } catch (cause) {
        this.#fail(stream, cause);
      } finally {
        applying = false;
      }
    };
    stream.on("data", (item: FollowItem) => {
      this.#heardMs = this.#options.clock.monotonicMs();
      waiting.push(item);
      if (waiting.length >= APPLY_ITEMS * 2) {
        stream.pause();
      }
      if (!applying) {
        void apply();
      }
    });
    stream.on("error", (cause) => this.#fail(stream, cause));
    stream.on("end", () => this.#fail(stream, new AppError("peer_unreachable", "the peer ended the stream")));
  }

  #logId = "";

  async #apply(node: string, wire: readonly FollowItem[]): Promise<void> {
    const items: PeerItem[] = [];
    for (const item of wire) {
      if (item.hello !== null) {
        if (item.hello.node !== node) {
          throw new AppError("peer_refused", `the peer is named ${item.hello.node}, not ${node}`);
        }
        this.#logId = item.hello.logId;
        this.#behind = Math.max(0, item.hello.lastSeq - item.seq);
      }
      const parsed = followMessages.parse(item);
      if (parsed !== null) {
        items.push(parsed);
      }
    }
    const seq = wire.at(-1)?.seq ?? 0;
    if (items.length > 0) {
      await this.#options.telemetry.peers.apply(node, items, { logId: this.#logId, seq });
    }
  }

  #fail(stream: ClientReadableStream<FollowItem>, cause: unknown): void {
    if (stream === this.#stream) {
      this.#options.log.warnSometimes("the peer's watch cannot be followed", { cause: AppError.from(cause) });
      this.#drop();
    }
  }

  #drop(): void {
    const stream = this.#stream;
    this.#stream = null;
    // Its last words must not crash the process.
    stream?.on("error", () => {});
    stream?.cancel();
  }
}
