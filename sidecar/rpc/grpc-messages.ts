import { AppError } from "../base/app-error.ts";

/** A frame is 256 KiB; what is larger travels in pieces. */
const MESSAGE_BYTES_MAX = 1024 * 1024;

/** Flag and length in front of a message. */
const HEAD_BYTES = 5;

/** Cuts a gRPC byte stream into its messages. Throws `invalid_argument` for what cannot be one. */
export class GrpcMessages {
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Bytes wanted before anything can be cut. */
  #wanted = HEAD_BYTES;

  /** Messages, each with its head, in one piece. */
  static frames(messages: readonly Buffer[]): Buffer {
    const bytes = messages.reduce((sum, message) => sum + HEAD_BYTES + message.length, 0);
    const framed = Buffer.allocUnsafe(bytes);
    let at = 0;
    for (const message of messages) {
      framed[at] = 0;
      framed.writeUInt32BE(message.length, at + 1);
      message.copy(framed, at + HEAD_BYTES);
      at += HEAD_BYTES + message.length;
    }
    return framed;
  }

  /** Messages that are complete with these bytes. */
  add(bytes: Buffer): Buffer[] {
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes < this.#wanted) return [];
    let rest = this.#pieces.length === 1 ? bytes : Buffer.concat(this.#pieces);
    const messages: Buffer[] = [];
    this.#wanted = HEAD_BYTES;
    while (rest.length >= HEAD_BYTES) {
      const length = rest.readUInt32BE(1);
      if (rest[0] !== 0) throw new AppError("invalid_argument", "a compressed message");
      if (length > MESSAGE_BYTES_MAX) throw new AppError("message_too_large", `a message of ${length} bytes`);
      this.#wanted = HEAD_BYTES + length;
      if (rest.length < this.#wanted) break;
      messages.push(rest.subarray(HEAD_BYTES, this.#wanted));
      rest = rest.subarray(this.#wanted);
      this.#wanted = HEAD_BYTES;
    }
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
    return messages;
  }
}
