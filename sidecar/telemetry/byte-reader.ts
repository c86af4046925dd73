/** Reads what ByteWriter wrote. Throws RangeError on anything cut short or out of bounds; never reads past the end. */
export class ByteReader {
  readonly #buffer: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return this.#offset >= this.#buffer.length;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let group = 0; group < 8; group++) {
      const byte = this.#buffer[this.#offset++];
      if (byte === undefined) {
        throw new RangeError("The bytes end inside a number.");
      }
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        return value;
      }
      scale *= 0x80;
    }
    throw new RangeError("A number is longer than 53 bits.");
  }

  double(): number {
    const value = this.#buffer.readDoubleLE(this.#offset);
    this.#offset += 8;
    return value;
  }

  string(): string {
    return this.blob().toString("utf8");
  }

  /** A view of the buffer. */
  blob(): Buffer {
    return this.raw(this.varint());
  }

  skip(bytes: number): void {
    if (this.#offset + bytes > this.#buffer.length) {
      throw new RangeError("The bytes end inside a field.");
    }
    this.#offset += bytes;
  }

  /** Copies `bytes` bytes to `into` at `at`. */
  copy(bytes: number, into: Buffer, at: number): void {
    const from = this.#offset;
    this.skip(bytes);
    this.#buffer.copy(into, at, from, from + bytes);
  }

  /** All that is left; a view. */
  rest(): Buffer {
    return this.raw(this.#buffer.length - this.#offset);
  }

  raw(bytes: number): Buffer {
    const end = this.#offset + bytes;
    if (end > this.#buffer.length) {
      throw new RangeError("The bytes end inside a field.");
    }
    const view = this.#buffer.subarray(this.#offset, end);
    this.#offset = end;
    return view;
  }
}
