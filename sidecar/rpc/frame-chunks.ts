import { AppError } from "../base/app-error.ts";

/** A piece of a frame, as both protocols carry it. */
interface Piece {
  readonly piece: Uint8Array;
  readonly last: boolean;
}

/** A frame longer than this is cut, so that a large session holds up the others for one piece at most. */
const FRAME_BYTES_MAX = 256 * 1024;

/** Room for what stands around a piece, so that the frame that carries it is itself no longer. */
const PIECE_BYTES = FRAME_BYTES_MAX - 64;

/** Largest frame put together again; all unfinished frames of one stream together may be as large. */
const ASSEMBLED_BYTES_MAX = 64 * 1024 * 1024;

/** Unfinished frames of one stream: more is not a sender of ours. */
const UNFINISHED_MAX = 64;

/** Cuts encoded frames and puts them together again. One per stream. */
export class FrameChunks {
  readonly #unfinished = new Map<string, { pieces: Uint8Array[]; bytes: number }>();
  #bytes = 0;

  /** Hands the frame, or its pieces in order, to `write`. Throws `message_too_large`. */
  static cut(frame: Buffer, write: (frame: Buffer) => void, wrap: (piece: Piece) => Buffer): void {
    if (frame.length <= FRAME_BYTES_MAX) {
      write(frame);
      return;
    }
    if (frame.length > ASSEMBLED_BYTES_MAX) {
      throw new AppError("message_too_large", `a frame of ${frame.length} bytes; 64 MiB are allowed`);
    }
    for (let at = 0; at < frame.length; at += PIECE_BYTES) {
      const end = Math.min(frame.length, at + PIECE_BYTES);
      write(wrap({ piece: frame.subarray(at, end), last: end === frame.length }));
    }
  }

  /** The whole frame once its last piece is in, else null. Throws `message_too_large` or `too_many`. */
  add(id: string, { piece, last }: Piece): Buffer | null {
    const known = this.#unfinished.get(id);
    const frame = known ?? { pieces: [], bytes: 0 };
    if (known === undefined) {
      if (this.#unfinished.size >= UNFINISHED_MAX) {
        throw new AppError("too_many", `more than ${UNFINISHED_MAX} unfinished frames on one stream`);
      }
      this.#unfinished.set(id, frame);
    }
    this.#bytes += piece.length;
    frame.bytes += piece.length;
    if (this.#bytes > ASSEMBLED_BYTES_MAX) {
      throw new AppError("message_too_large", "unfinished frames of more than 64 MiB on one stream");
    }
    frame.pieces.push(piece);
    if (!last) return null;
    this.#unfinished.delete(id);
    this.#bytes -= frame.bytes;
    return Buffer.concat(frame.pieces);
  }
}
