import { AppError } from "../base/app-error.ts";
import { http2Wire } from "./http2-wire.ts";

/** Takes one whole frame; `body` is a view. */
export type OnFrame = (type: number, flags: number, stream: number, body: Buffer) => void;

/** Cuts the bytes of one direction of a connection into frames. Throws `invalid_argument` for what is none. */
export class Http2Frames {
  readonly #onFrame: OnFrame;
  /** Bytes still awaited of the preface: what a client begins with. */
  #prefaceLeft: number;
  #rest: Buffer | null = null;

  constructor(server: boolean, onFrame: OnFrame) {
    this.#onFrame = onFrame;
    this.#prefaceLeft = server ? http2Wire.preface.length : 0;
  }

  add(bytes: Buffer): void {
    const input = this.#rest === null ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#rest = null;
    let at = this.#prefaceLeft === 0 ? 0 : this.#preface(input);
    while (input.length - at >= http2Wire.headBytes) {
      const length = input.readUIntBE(at, 3);
      if (length > http2Wire.frameBytesMax) throw bad(`a frame of ${length} bytes`);
      const from = at + http2Wire.headBytes;
      if (input.length - from < length) break;
      const stream = input.readUInt32BE(at + 5) & http2Wire.windowBytesMax;
      const [type, flags] = [input[at + 3] as number, input[at + 4] as number];
      at = from + length;
      this.#onFrame(type, flags, stream, input.subarray(from, at));
    }
    if (at < input.length) this.#rest = input.subarray(at);
  }

  #preface(input: Buffer): number {
    const { preface } = http2Wire;
    const count = Math.min(this.#prefaceLeft, input.length);
    const from = preface.length - this.#prefaceLeft;
    if (preface.compare(input, 0, count, from, from + count) !== 0) throw bad("no HTTP/2");
    this.#prefaceLeft -= count;
    return count;
  }
}

function bad(what: string): AppError {
  return new AppError("invalid_argument", what);
}
