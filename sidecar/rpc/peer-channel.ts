import { randomBytes } from "node:crypto";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import { memberAddress } from "../base/member-address.ts";
import type { PeerIdentity, PeerLink, PeerMessage } from "../grid/peer-link.ts";
import type { ClusterKey } from "./cluster-key.ts";
import { FrameChunks } from "./frame-chunks.ts";
import {
  PeerFrame,
  type PeerFrameInput,
  type PeerHello,
  type PeerHelloInput,
  type Replicate,
} from "./gen/peer.ts";
import { replicateFrame } from "./replicate-frame.ts";

/** The bytes under a channel: either end of a gRPC stream. */
export interface PeerStream {
  readonly write: (frame: Buffer) => void;
  /** Handed over and not taken by the system yet. */
  readonly unsentBytes: () => number;
  /** Ends it, with an error for the other side. */
  readonly close: (error: AppError) => void;
}

/** What a channel needs. */
export interface PeerChannelOptions {
  readonly stream: PeerStream;
  readonly clock: Clock;
  /** Null where certificates alone prove who is there. */
  readonly key: ClusterKey | null;
  readonly node: string;
  /** The dialling side speaks first. */
  readonly dialled: boolean;
  readonly address: string;
  /** Our Hello but for the challenge. */
  readonly hello: () => Omit<PeerHelloInput, "challenge">;
  /** Throws when this Hello cannot come from a member: the name of another certificate, or ourselves. */
  readonly check: (channel: PeerChannel, hello: PeerHello) => void;
  readonly onProven: (channel: PeerChannel) => void;
  readonly onIdentity: (channel: PeerChannel) => void;
  readonly onFrame: (channel: PeerChannel) => void;
  readonly onRequest: (channel: PeerChannel, message: PeerMessage) => Promise<PeerMessage | null>;
  readonly onClosed: (channel: PeerChannel, error: AppError) => void;
}

interface Pending {
  readonly resolve: (answer: PeerMessage) => void;
  readonly reject: (error: AppError) => void;
  readonly cancel: Cancel;
}

const PROTOCOL = 1;

/** Names of features, and their length, that a Hello may carry. */
const FEATURES_MAX = 64;

/** Both sides have proven themselves within this time or the stream ends. */
const HANDSHAKE_MS = 1_500;

/** Requests under way in one direction: each holds at most one answer. */
const PENDING_MAX = 20_000;

/** Bytes handed to a peer that does not read them; the changes in them are acknowledged degraded meanwhile. */
const UNSENT_BYTES_MAX = 192 * 1024 * 1024;

/**
 * One stream between two members: proof on both sides (cluster key, certificate), then requests and answers by number.
 * Nothing is believed before the proof. Everything under way is rejected when the stream ends.
 */
export class PeerChannel implements PeerLink {
  readonly #options: PeerChannelOptions;
  readonly #challenge = randomBytes(32);
  readonly #chunks = new FrameChunks();
  readonly #pending = new Map<number, Pending>();
  readonly #cancelHandshake: Cancel;
  #hello: PeerHello | null = null;
  #proven = false;
  #closed = false;
  #seq = 0;

  constructor(options: PeerChannelOptions) {
    this.#options = options;
    this.#cancelHandshake = options.clock.after(HANDSHAKE_MS, () => {
      this.#fail(new AppError("peer_unreachable", "the peer did not prove itself in time"));
    });
    if (options.dialled) this.#sayHello();
  }

  get dialled(): boolean {
    return this.#options.dialled;
  }

  /** What we ask the other side to prove with; of no use to anyone else. */
  get challenge(): string {
    return this.#challenge.toString("hex");
  }

  get identity(): PeerIdentity {
    const { address } = this.#options;
    if (this.#hello === null)
      return { node: "", incarnation: 0, host: "", agents: null, watch: null, address };
    const { node, incarnation, host, agents, watch, version } = this.#hello;
    const features = this.#hello.features.slice(0, FEATURES_MAX);
    return { node, incarnation, host, agents, watch, address, features, version };
  }

  /** Tells the other side that an endpoint of ours has changed. */
  announce(): void {
    if (this.#proven) this.#sayHello();
  }

  readonly request = (message: PeerMessage, timeoutMs: number): Promise<PeerMessage> =>
    this.#ask(message, timeoutMs);

  readonly send = (message: PeerMessage): Promise<PeerMessage> => this.#ask(message, null);

  readonly close = (reason: string): void => {
    this.#fail(new AppError("unavailable", reason));
  };

  /** Bytes from the stream. */
  receive(bytes: Buffer): void {
    if (this.#closed) return;
    try {
      this.#receive(decoded(bytes), true);
    } catch (cause) {
      const bad = cause instanceof AppError ? cause : new AppError("invalid_argument", String(cause), cause);
      this.#fail(bad);
    }
  }

  #receive(frame: PeerFrame, mayBundle: boolean): void {
    if (frame.chunk === null && frame.bundle === null) {
      this.#frame(frame);
      return;
    }
    if (!this.#proven) throw new AppError("unauthenticated", "a piece of a frame before the proof");
    if (frame.chunk !== null) {
      this.#options.onFrame(this);
      const whole = this.#chunks.add(`${frame.seq} ${frame.answer}`, frame.chunk);
      if (whole !== null) this.#frame(decoded(whole));
    } else if (frame.bundle !== null) {
      if (!mayBundle) throw new AppError("invalid_argument", "a bundle within a bundle");
      for (const each of frame.bundle.frames) {
        if (this.#closed) return;
        this.#receive(decoded(each), false);
      }
    }
  }

  /** The stream has ended. */
  ended(error: AppError): void {
    this.#fail(error);
  }

  #frame(frame: PeerFrame): void {
    if (frame.hello !== null) this.#onHello(frame.hello);
    else if (frame.proof !== null) this.#onProof(frame.proof.mac);
    else if (!this.#proven) throw new AppError("unauthenticated", "the peer must prove itself first");
    else {
      this.#options.onFrame(this);
      if (frame.answer) this.#onAnswer(frame);
      else this.#onRequest(frame);
    }
  }

  #onHello(hello: PeerHello): void {
    if (this.#proven) {
      if (hello.node !== this.#hello?.node)
        throw new AppError("invalid_argument", "a member cannot change names");
      this.#hello = hello;
      this.#options.onIdentity(this);
      return;
    }
    if (this.#hello !== null) throw new AppError("invalid_argument", "a second Hello before the proof");
    if (hello.protocol !== PROTOCOL) {
      throw new AppError(
        "protocol_mismatch",
        `the peer speaks protocol ${hello.protocol}, this one ${PROTOCOL}`,
      );
    }
    if (hello.challenge.length < 16 || !memberAddress.isName(hello.node)) {
      throw new AppError("invalid_argument", "a Hello without a name or a challenge");
    }
    this.#options.check(this, hello);
    this.#hello = hello;
    if (!this.#options.dialled) this.#sayHello();
    const mac = this.#options.key?.prove(hello.challenge, this.#options.node) ?? Buffer.alloc(0);
    this.#write({ proof: { mac } });
  }

  #onProof(mac: Uint8Array): void {
    const hello = this.#hello;
    if (hello === null || this.#proven) throw new AppError("invalid_argument", "a proof out of order");
    const { key } = this.#options;
    if (key !== null && !key.verify(mac, this.#challenge, hello.node)) {
      const which = mac.length === 0 ? "no cluster key, this sidecar has one" : "another cluster key";
      throw new AppError("peer_refused", `"${hello.node}" has ${which}; give all sidecars the same file`);
    }
    this.#proven = true;
    this.#cancelHandshake();
    this.#options.onProven(this);
    // Only now: the token of our agents' endpoint is for members.
    this.announce();
  }

  #onAnswer(frame: PeerFrame): void {
    const pending = this.#pending.get(frame.seq);
    if (pending === undefined) return;
    this.#pending.delete(frame.seq);
    pending.cancel();
    pending.resolve(frame as PeerMessage);
  }

  #onRequest(frame: PeerFrame): void {
    this.#options.onRequest(this, frame as PeerMessage).then(
      (answer) => this.#write({ ...(answer ?? {}), seq: frame.seq, answer: true } as PeerFrameInput),
      // The other side must not take silence for success: the link ends and everything is compared anew.
      (cause: unknown) => this.#fail(AppError.from(cause)),
    );
  }

  #ask(message: PeerMessage, timeoutMs: number | null): Promise<PeerMessage> {
    if (this.#closed)
      return Promise.reject(new AppError("peer_unreachable", "the link to the peer is closed"));
    if (this.#pending.size >= PENDING_MAX) {
      return Promise.reject(new AppError("too_many", "too many requests to the peer are under way"));
    }
    this.#seq += 1;
    const seq = this.#seq;
    return new Promise((resolve, reject) => {
      const cancel =
        timeoutMs === null
          ? () => {}
          : this.#options.clock.after(timeoutMs, () => {
              this.#pending.delete(seq);
              reject(new AppError("peer_unreachable", `no answer within ${Math.round(timeoutMs)} ms`));
            });
      this.#pending.set(seq, { resolve, reject, cancel });
      this.#write({ ...message, seq } as PeerFrameInput);
    });
  }

  #sayHello(): void {
    const { agents, watch, ...rest } = this.#options.hello();
    const endpoints = this.#proven ? { agents, watch } : {};
    this.#write({ hello: { ...rest, ...endpoints, protocol: PROTOCOL, challenge: this.#challenge } });
  }

  #write(frame: PeerFrameInput): void {
    if (this.#closed) return;
    const { seq, answer, replicate } = frame;
    FrameChunks.cut(
      replicate ? replicateFrame.encode(seq ?? 0, replicate as Replicate) : PeerFrame.encode(frame),
      (bytes) => this.#options.stream.write(bytes),
      (chunk) => PeerFrame.encode({ seq, answer, chunk }),
    );
    if (this.#options.stream.unsentBytes() > UNSENT_BYTES_MAX)
      this.#fail(new AppError("queue_full", "the peer does not read"));
  }

  #fail(error: AppError): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelHandshake();
    this.#options.stream.close(error);
    for (const pending of this.#pending.values()) {
      pending.cancel();
      pending.reject(new AppError("peer_unreachable", error.message, error));
    }
    this.#pending.clear();
    this.#options.onClosed(this, error);
  }
}

function decoded(bytes: Uint8Array): PeerFrame {
  const frame = PeerFrame.decode(bytes);
  if (frame.replicate !== null) replicateFrame.received(bytes, frame.replicate.records);
  return frame;
}
