import type { Socket } from "node:net";
import { AppError } from "../base/app-error.ts";
import { http2Wire } from "./http2-wire.ts";

/** Flag and length in front of a gRPC message. */
const PREFIX_BYTES = 5;

/** Frames of one turn that go out in one system call; a large session takes several. */
const RUN_BYTES = 256 * 1024;

/** Answers to a side that asks and does not read; 4,000 of them. */
const CONTROL_BYTES_MAX = 64 * 1024;

interface Outgoing {
  /** What the other side may still be sent on this stream. */
  window: number;
  /** Messages, and how many bytes of the first one, prefix included, have left. */
  readonly messages: Buffer[];
  done: number;
  /** With its prefixes. */
  bytes: number;
  /** Ends the stream once the messages have left. */
  last: Buffer | null;
}

/**
 * What leaves one HTTP/2 connection: the messages of one turn of the event loop in one write, within the windows the
 * other side grants. Nothing is lost or overtaken within a stream; what waits is counted by `unsentBytes`.
 */
export class Http2Sender {
  readonly #socket: Socket;
  readonly #onStuck: () => void;
  readonly #streams = new Map<number, Outgoing>();
  #control: Buffer[] = [];
  /** Not taken by the system yet. */
  #controlBytes = 0;
  #window = http2Wire.windowBytes;
  #streamWindow = http2Wire.windowBytes;
  #frameBytes = http2Wire.frameBytesMax;
  #queuedBytes = 0;
  #scheduled = false;

  /** `onStuck`: the other side asks for answers and does not read them. */
  constructor(socket: Socket, onStuck: () => void) {
    this.#socket = socket;
    this.#onStuck = onStuck;
  }

  /** Handed over and not taken by the system yet. */
  get unsentBytes(): number {
    return this.#queuedBytes + this.#socket.writableLength;
  }

  open(stream: number): void {
    this.#streams.set(stream, { window: this.#streamWindow, messages: [], done: 0, bytes: 0, last: null });
  }

  /** A whole gRPC message; leaves at the end of this turn. */
  message(stream: number, message: Buffer): void {
    const outgoing = this.#streams.get(stream);
    if (outgoing === undefined || outgoing.last !== null) return;
    outgoing.messages.push(message);
    outgoing.bytes += message.length + PREFIX_BYTES;
    this.#queuedBytes += message.length + PREFIX_BYTES;
    this.#schedule();
  }

  /** `frame` ends the stream; behind its messages, or at once when those cannot leave now. */
  end(stream: number, frame: Buffer): void {
    const outgoing = this.#streams.get(stream);
    if (outgoing === undefined || outgoing.last !== null) return;
    outgoing.last = frame;
    this.flush();
    if (this.#streams.get(stream) !== outgoing) return;
    this.forget(stream);
    this.control(frame);
  }

  /** Nothing more leaves on this stream. */
  forget(stream: number): void {
    const outgoing = this.#streams.get(stream);
    if (outgoing === undefined) return;
    this.#queuedBytes -= outgoing.bytes;
    this.#streams.delete(stream);
  }

  /** A frame that is not subject to any window. */
  control(frame: Buffer): void {
    this.#control.push(frame);
    this.#controlBytes += frame.length;
    if (this.#controlBytes > CONTROL_BYTES_MAX) this.#onStuck();
    else this.#schedule();
  }

  /** The other side takes more: on one stream, or on all (0). Throws `invalid_argument`. */
  grant(stream: number, bytes: number): void {
    const outgoing = stream === 0 ? null : this.#streams.get(stream);
    if (outgoing === undefined) return;
    const window = (outgoing === null ? this.#window : outgoing.window) + bytes;
    if (bytes === 0 || window > http2Wire.windowBytesMax) {
      throw new AppError("invalid_argument", `a window update of ${bytes}`);
    }
    if (outgoing === null) this.#window = window;
    else outgoing.window = window;
    if (this.#queuedBytes > 0) this.#schedule();
  }

  /** Settings of the other side. Throws `invalid_argument`. */
  setting(name: number, value: number): void {
    if (name === http2Wire.frameBytes) {
      if (value < http2Wire.frameBytesMax || value > 0xff_ffff) throw bad(`frames of ${value} bytes`);
      this.#frameBytes = Math.min(value, RUN_BYTES / 2);
    }
    if (name !== http2Wire.initialWindow) return;
    if (value > http2Wire.windowBytesMax) throw bad(`a window of ${value}`);
    for (const outgoing of this.#streams.values()) outgoing.window += value - this.#streamWindow;
    this.#streamWindow = value;
    if (this.#queuedBytes > 0) this.#schedule();
  }

  /** Writes what may leave now. */
  flush(): void {
    this.#scheduled = false;
    if (this.#socket.destroyed || !this.#socket.writable) return;
    this.#writeControl();
    for (const [id, outgoing] of this.#streams) {
      while (this.#run(id, outgoing));
      if (outgoing.last === null || outgoing.bytes > 0) continue;
      this.#socket.write(outgoing.last);
      this.#streams.delete(id);
    }
  }

  #writeControl(): void {
    if (this.#control.length === 0) return;
    const frames = Buffer.concat(this.#control);
    this.#control = [];
    this.#socket.write(frames, () => {
      this.#controlBytes -= frames.length;
    });
  }

  /** After everything this turn's input leads to at once, promises included. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => this.flush());
  }

  /** One write of this stream's messages; true when there may be more. */
  #run(id: number, outgoing: Outgoing): boolean {
    const bytes = Math.min(outgoing.bytes, outgoing.window, this.#window, RUN_BYTES);
    if (bytes <= 0) return false;
    const frames = Math.ceil(bytes / this.#frameBytes);
    const run = Buffer.allocUnsafe(bytes + frames * http2Wire.headBytes);
    let at = 0;
    for (let left = bytes; left > 0; ) {
      const length = Math.min(left, this.#frameBytes);
      at = http2Wire.head(run, at, length, http2Wire.data, 0, id);
      at = fill(run, at, at + length, outgoing);
      left -= length;
    }
    outgoing.bytes -= bytes;
    outgoing.window -= bytes;
    this.#window -= bytes;
    this.#queuedBytes -= bytes;
    this.#socket.write(run);
    return outgoing.bytes > 0;
  }
}

/** Copies messages with their prefixes into `run` from `at` to `end`. */
function fill(run: Buffer, from: number, end: number, outgoing: Outgoing): number {
  const { messages } = outgoing;
  let at = from;
  let taken = 0;
  while (at < end) {
    const message = messages[taken] as Buffer;
    for (; outgoing.done < PREFIX_BYTES && at < end; outgoing.done += 1) {
      run[at++] = outgoing.done === 0 ? 0 : message.length >>> (8 * (PREFIX_BYTES - 1 - outgoing.done));
    }
    const offset = outgoing.done - PREFIX_BYTES;
    if (offset < 0) break;
    const count = Math.min(end - at, message.length - offset);
    message.copy(run, at, offset, offset + count);
    at += count;
    outgoing.done += count;
    if (outgoing.done < message.length + PREFIX_BYTES) break;
    outgoing.done = 0;
    taken += 1;
  }
  if (taken > 0) messages.splice(0, taken);
  return at;
}

function bad(what: string): AppError {
  return new AppError("invalid_argument", what);
}
