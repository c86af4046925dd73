import type { Socket } from "node:net";
import { AppError } from "../base/app-error.ts";
import { GrpcCall } from "./grpc-call.ts";
import { grpcHeads } from "./grpc-heads.ts";
import { HpackDecoder } from "./hpack-decoder.ts";
import { Http2Frames } from "./http2-frames.ts";
import { Http2Sender } from "./http2-sender.ts";
import { http2Wire } from "./http2-wire.ts";

/** What a connection needs. */
export interface Http2ConnectionOptions {
  readonly socket: Socket;
  /** The other side has begun a call, whose path may be anything; the client's end has no such thing. */
  readonly onCall: ((call: GrpcCall) => void) | null;
  /** What an error of the socket means. */
  readonly problemOf: (cause: Error) => AppError;
  /** The connection is over, for whatever reason; all its calls have been told. */
  readonly onEnd: (error: AppError) => void;
}

interface Stream {
  readonly call: GrpcCall;
  /** What the other side may still send on it. */
  receiveLeft: number;
}

/** What the other side may send, on a call and on all, before we have taken it. */
const WINDOW_BYTES = 1024 * 1024;

/** Calls of one connection at a time: an agent has one, a member one and one that is refused beside it. */
const STREAMS_MAX = 64;

/** One header block: a gRPC call has a few hundred bytes. */
const BLOCK_BYTES_MAX = 16_384;

/** The second line: leases and heartbeats judge silence, and sooner. */
const PING_MS = 10_000;

/** What was said last still reaches a side that reads; then the socket goes. */
const LAST_WORDS_MS = 1_000;

/**
 * HTTP/2 as far as gRPC streams need it, over a socket that is already there: either end. Node's own HTTP/2 and the gRPC
 * library took a third of the CPU of a write to a session; any gRPC client still gets its answer.
 */
export class Http2Connection {
  readonly #options: Http2ConnectionOptions;
  readonly #sender: Http2Sender;
  readonly #frames: Http2Frames;
  readonly #hpack = new HpackDecoder();
  readonly #streams = new Map<number, Stream>();
  readonly #pings: NodeJS.Timeout;
  #pinged = false;
  #receiveLeft = WINDOW_BYTES;
  #lastStream = 0;
  #settled = false;
  #block: {
    readonly stream: number;
    readonly flags: number;
    readonly parts: Buffer[];
    bytes: number;
  } | null = null;
  #over = false;

  constructor(options: Http2ConnectionOptions) {
    this.#options = options;
    const { socket, onCall } = options;
    this.#sender = new Http2Sender(socket, () => {
      this.end(new AppError("too_many", "it asks and does not read the answers"));
    });
    this.#frames = new Http2Frames(onCall !== null, (type, flags, stream, body) => {
      if (!this.#over) this.#frame(type, flags, stream, body);
    });
    const first = http2Wire.settingsOf([
      [http2Wire.initialWindow, WINDOW_BYTES],
      onCall === null ? [http2Wire.enablePush, 0] : [http2Wire.streamsMax, STREAMS_MAX],
    ]);
    this.#sender.control(onCall === null ? Buffer.concat([http2Wire.preface, first]) : first);
    this.#sender.control(http2Wire.number(http2Wire.windowUpdate, 0, WINDOW_BYTES - http2Wire.windowBytes));
    this.#pings = setInterval(() => this.#ping(), PING_MS).unref();
    socket.on("data", (bytes: Buffer) => this.#data(bytes));
    socket.on("error", (cause: Error) => this.end(options.problemOf(cause)));
    for (const event of ["end", "close"]) socket.on(event, () => this.end(gone("the connection ended")));
  }

  get calls(): number {
    return this.#streams.size;
  }

  /** Begins a call with this metadata; for the client's end. */
  call(path: string, authority: string, metadata: readonly (readonly [string, string])[] = []): GrpcCall {
    const id = this.#lastStream === 0 ? 1 : this.#lastStream + 2;
    const call = this.#open(id, new Map());
    this.#sender.control(grpcHeads.request(id, path, authority, metadata));
    return call;
  }

  /** Ends the connection and all its calls; the first reason is the one that counts. */
  end(error: AppError): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#pings);
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    for (const { call } of streams) call.gone(error);
    this.#sender.flush();
    this.#options.socket.destroySoon();
    setTimeout(() => this.#options.socket.destroy(), LAST_WORDS_MS).unref();
    this.#options.onEnd(error);
  }

  #data(bytes: Buffer): void {
    if (this.#over) return;
    try {
      this.#frames.add(bytes);
    } catch (cause) {
      this.#refuse(AppError.from(cause));
    }
  }

  #refuse(error: AppError): void {
    const body = Buffer.alloc(8);
    body.writeUInt32BE(this.#lastStream);
    body.writeUInt32BE(http2Wire.protocolError, 4);
    this.#sender.control(http2Wire.frame(http2Wire.goAway, 0, 0, body));
    this.end(error);
  }

  #frame(type: number, flags: number, id: number, body: Buffer): void {
    if (!this.#settled && type !== http2Wire.settings) throw bad("a frame before the settings");
    if (this.#block !== null && (type !== http2Wire.continuation || id !== this.#block.stream)) {
      throw bad("a frame in the middle of a header block");
    }
    if (type === http2Wire.data) this.#onData(flags, id, body);
    else if (type === http2Wire.headers) this.#onHeaders(flags, id, body);
    else if (type === http2Wire.continuation) this.#onBlock(flags, body);
    else if (type === http2Wire.settings) this.#onSettings(flags, body);
    else if (type === http2Wire.ping) this.#onPing(flags, body);
    else if (type === http2Wire.windowUpdate) {
      if (body.length !== 4) throw bad("a window update of another length");
      this.#sender.grant(id, body.readUInt32BE() & http2Wire.windowBytesMax);
    } else if (type === http2Wire.reset) this.#closed(id, gone("the other side reset the call"));
    else if (type === http2Wire.goAway) {
      // A server that goes away ends our call; a client that says so ends the connection itself.
      if (this.#options.onCall === null) this.end(gone("the peer closes the connection"));
    }
    // Priorities and frames of extensions mean nothing here, nor do pushes, which nobody allowed.
  }

  #onData(flags: number, id: number, body: Buffer): void {
    this.#receiveLeft -= body.length;
    if (this.#receiveLeft < 0) throw bad("more data than was granted");
    if (this.#receiveLeft < WINDOW_BYTES / 2) {
      this.#sender.control(http2Wire.number(http2Wire.windowUpdate, 0, WINDOW_BYTES - this.#receiveLeft));
      this.#receiveLeft = WINDOW_BYTES;
    }
    const stream = this.#streams.get(id);
    // Of a call that has ended here already.
    if (stream === undefined) return;
    stream.receiveLeft -= body.length;
    if (stream.receiveLeft < 0) throw bad("more data than was granted");
    if (stream.receiveLeft < WINDOW_BYTES / 2) {
      this.#sender.control(http2Wire.number(http2Wire.windowUpdate, id, WINDOW_BYTES - stream.receiveLeft));
      stream.receiveLeft = WINDOW_BYTES;
    }
    this.#deliver(stream.call, unpadded(flags, body));
    if ((flags & http2Wire.endStream) !== 0) this.#closed(id, null);
  }

  /** What is no message ends its call, not the connection. */
  #deliver(call: GrpcCall, bytes: Buffer): void {
    try {
      call.data(bytes);
    } catch (cause) {
      call.close(AppError.from(cause));
    }
  }

  #onHeaders(flags: number, id: number, body: Buffer): void {
    this.#block = { stream: id, flags, parts: [], bytes: 0 };
    this.#onBlock(flags, unpadded(flags, body).subarray((flags & http2Wire.hasPriority) !== 0 ? 5 : 0));
  }

  #onBlock(flags: number, part: Buffer): void {
    const block = this.#block;
    if (block === null) throw bad("the end of a header block that never began");
    // An empty part counts too: an endless row of them must not keep us busy.
    block.bytes += part.length + http2Wire.headBytes;
    if (block.bytes > BLOCK_BYTES_MAX) throw bad("a header block that is too long");
    block.parts.push(part);
    if ((flags & http2Wire.endHeaders) === 0) return;
    this.#block = null;
    this.#onFields(block.stream, block.flags, this.#hpack.decode(Buffer.concat(block.parts)));
  }

  #onFields(id: number, flags: number, fields: ReadonlyMap<string, string>): void {
    const ends = (flags & http2Wire.endStream) !== 0;
    const stream = this.#streams.get(id);
    if (stream !== undefined) {
      stream.call.headers = fields;
      if (ends) this.#closed(id, null);
      return;
    }
    const { onCall } = this.#options;
    // Trailers of a call that has ended here already.
    if (onCall === null || id <= this.#lastStream) return;
    if (id % 2 === 0) throw bad("a call with an even number");
    if (this.#streams.size >= STREAMS_MAX) {
      this.#lastStream = id;
      this.#sender.control(http2Wire.number(http2Wire.reset, id, http2Wire.refused));
      return;
    }
    const call = this.#open(id, fields);
    onCall(call);
    if (ends) this.#closed(id, null);
  }

  #open(id: number, fields: ReadonlyMap<string, string>): GrpcCall {
    this.#lastStream = id;
    this.#sender.open(id);
    let answered = this.#options.onCall === null;
    const call = new GrpcCall(fields, {
      socket: this.#options.socket,
      unsentBytes: () => this.#sender.unsentBytes,
      send: (message) => {
        if (!answered) this.#sender.control(grpcHeads.answer(id));
        answered = true;
        this.#sender.message(id, message);
      },
      end: (error) => this.#endCall(id, error, answered),
    });
    this.#streams.set(id, { call, receiveLeft: WINDOW_BYTES });
    return call;
  }

  #endCall(id: number, error: AppError | null, answered: boolean): void {
    if (!this.#streams.delete(id) || this.#over) return;
    const last =
      this.#options.onCall === null
        ? http2Wire.number(http2Wire.reset, id, http2Wire.cancel)
        : grpcHeads.last(id, error, answered);
    this.#sender.end(id, last);
  }

  /** The other side has ended the call. */
  #closed(id: number, error: AppError | null): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) return;
    if (error === null && this.#options.onCall !== null) {
      // Its half in order: our half follows, after what is to be said yet.
      stream.call.close(null);
      return;
    }
    this.#streams.delete(id);
    this.#sender.forget(id);
    stream.call.gone(error);
  }

  #onSettings(flags: number, body: Buffer): void {
    this.#settled = true;
    if ((flags & http2Wire.ack) !== 0) return;
    for (let at = 0; at + 6 <= body.length; at += 6) {
      this.#sender.setting(body.readUInt16BE(at), body.readUInt32BE(at + 2));
    }
    this.#sender.control(http2Wire.frame(http2Wire.settings, http2Wire.ack, 0, NOTHING));
  }

  #onPing(flags: number, body: Buffer): void {
    if (body.length !== 8) throw bad("a ping of another length");
    if ((flags & http2Wire.ack) !== 0) this.#pinged = false;
    else this.#sender.control(http2Wire.frame(http2Wire.ping, http2Wire.ack, 0, body));
  }

  #ping(): void {
    if (this.#over || this.#options.socket.connecting) return;
    if (this.#pinged) {
      this.end(gone("the peer does not answer a ping"));
      return;
    }
    this.#pinged = true;
    this.#sender.control(http2Wire.frame(http2Wire.ping, 0, 0, Buffer.alloc(8)));
  }
}

const NOTHING = Buffer.alloc(0);

function unpadded(flags: number, body: Buffer): Buffer {
  if ((flags & http2Wire.padded) === 0) return body;
  const padding = body[0];
  if (padding === undefined || padding >= body.length) throw bad("more padding than frame");
  return body.subarray(1, body.length - padding);
}

function gone(message: string): AppError {
  return new AppError("peer_unreachable", message);
}

function bad(what: string): AppError {
  return new AppError("invalid_argument", what);
}
