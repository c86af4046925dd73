/** What a FrameBundle needs. */
export interface FrameBundleOptions {
  /** Takes one message for the stream. */
  readonly write: (message: Buffer) => void;
  /** A message that holds several frames. */
  readonly wrap: (frames: readonly Buffer[]) => Buffer;
}

/** A longer frame is worth a message of its own. */
const FRAME_BYTES_MAX = 16 * 1024;

/** Frames of one turn that are kept back at most; the message stays far below the largest one a stream takes. */
const BUNDLE_BYTES_MAX = 128 * 1024;

/**
 * Puts the small frames of one turn of the event loop into one message: a message costs what several frames do, and
 * so does the wake-up of who receives it. Nothing waits for anything: the turn's end sends. Order is kept.
 */
export class FrameBundle {
  readonly #options: FrameBundleOptions;
  #frames: Buffer[] = [];
  #bytes = 0;

  constructor(options: FrameBundleOptions) {
    this.#options = options;
  }

  add(frame: Buffer): void {
    if (frame.length > FRAME_BYTES_MAX || this.#bytes + frame.length > BUNDLE_BYTES_MAX) this.flush();
    if (frame.length > FRAME_BYTES_MAX) {
      this.#options.write(frame);
      return;
    }
    this.#frames.push(frame);
    this.#bytes += frame.length;
    // After everything that this turn's input leads to at once, promises included.
    if (this.#frames.length === 1) process.nextTick(() => this.flush());
  }

  /** Sends what is there now: before the stream ends. */
  flush(): void {
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    this.#bytes = 0;
    this.#options.write(frames.length === 1 ? (frames[0] as Buffer) : this.#options.wrap(frames));
  }
}
