import type { X509Certificate } from "node:crypto";
import type { Http2Session, Http2Stream } from "node:http2";
import { AppError } from "../base/app-error.ts";
import { GrpcMessages } from "./grpc-messages.ts";
import type { PeerStream } from "./peer-channel.ts";

/** One end of a link, not proven: a dialled or an accepted stream. */
export interface LinkEnd {
  /** host:port of the other side. */
  readonly peer: string;
  readonly stream: PeerStream;
  /** What the other side showed; null without TLS. Known once bytes have come. */
  readonly certificate: () => X509Certificate | null;
  /** Whom bytes and the end go to; call it once, at once. */
  readonly listen: (to: LinkListener) => void;
}

/** Takes what a link brings. */
export interface LinkListener {
  readonly receive: (bytes: Buffer) => void;
  readonly ended: (error: AppError) => void;
  /** Bytes handed over, and taken by the transport (negative). */
  readonly count: (by: number) => void;
}

/** What a LinkStream needs. */
export interface LinkStreamOptions {
  readonly session: Http2Session;
  readonly stream: Http2Stream & { write: (bytes: Buffer, done: () => void) => boolean };
  /** Lets go of stream and connection, telling the other side why where that is possible. */
  readonly release: (error: AppError) => void;
}

/** The second line: heartbeats judge silence, and sooner. */
const PING_MS = 10_000;

/** Frames of one turn of the event loop travel together, up to this. */
const WRITE_BYTES = 256 * 1024;

/** gRPC messages over one HTTP/2 stream: frames of one turn go out in one write. */
export class LinkStream {
  readonly #options: LinkStreamOptions;
  readonly #pings: NodeJS.Timeout;
  #to: LinkListener | null = null;
  #waiting: Buffer[] = [];
  #over = false;

  constructor(options: LinkStreamOptions) {
    this.#options = options;
    this.#pings = setInterval(() => this.#ping(), PING_MS).unref();
    const messages = new GrpcMessages();
    options.stream.on("data", (bytes: Buffer) => {
      try {
        for (const message of messages.add(bytes)) this.#to?.receive(message);
      } catch (cause) {
        this.end(AppError.from(cause));
      }
    });
  }

  readonly listen = (to: LinkListener): void => {
    this.#to = to;
  };

  readonly write = (frame: Buffer): void => {
    if (this.#over) return;
    if (this.#waiting.push(frame) === 1) process.nextTick(() => this.#flush());
  };

  /** The first end is the one that counts. */
  readonly end = (error: AppError): void => {
    if (this.#over) return;
    this.#flush();
    this.#over = true;
    clearInterval(this.#pings);
    this.#options.release(error);
    this.#to?.ended(error);
  };

  #flush(): void {
    const frames = this.#waiting;
    this.#waiting = [];
    let from = 0;
    let bytes = 0;
    for (const [index, frame] of frames.entries()) {
      bytes += frame.length;
      if (bytes < WRITE_BYTES && index < frames.length - 1) continue;
      this.#write(GrpcMessages.frames(frames.slice(from, index + 1)));
      from = index + 1;
      bytes = 0;
    }
  }

  #write(bytes: Buffer): void {
    if (this.#over || this.#options.stream.destroyed) return;
    this.#to?.count(bytes.length);
    this.#options.stream.write(bytes, () => this.#to?.count(-bytes.length));
  }

  #ping(): void {
    const { session } = this.#options;
    if (session.connecting || session.destroyed) return;
    const gone = (): void => this.end(new AppError("peer_unreachable", "the peer does not answer a ping"));
    const late = setTimeout(gone, PING_MS).unref();
    session.ping(() => clearTimeout(late));
  }
}
