/**
 * Reads protobuf fields; the generated code says which. Byte fields are views of the message. Throws RangeError on
 * whatever is not a message. One message at a time: `begin`, then fields until `at` reaches the end.
 */
export class WireReader {
  /** Where the next field begins. */
  at = 0;
  #buffer: Buffer = NO_BYTES;
  readonly #known = new Array<string>(KNOWN_MAX).fill("");

  /** Gives the end of the message. */
  begin(bytes: Uint8Array): number {
    this.#buffer = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
    return bytes.length;
  }

  /** Length of a message within one that ends at `end`; gives its own end. */
  open(end: number): number {
    const stop = this.uint() + this.at;
    if (stop > end) throw new RangeError("a field is longer than its message");
    return stop;
  }

  /** Number and wire type of the next field. */
  tag(): number {
    const tag = this.uint();
    if (tag < 8 || tag > 0xffff_ffff) throw new RangeError(`${tag} is no field`);
    return tag;
  }

  /** Unsigned up to 2^53; what is larger loses its lowest bits. */
  uint(): number {
    const buffer = this.#buffer;
    let at = this.at;
    if (at >= buffer.length) throw truncated();
    let byte = buffer[at++] as number;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80 && shift < 28; shift += 7) {
      if (at >= buffer.length) throw truncated();
      byte = buffer[at++] as number;
      value |= (byte & 0x7f) << shift;
    }
    if (byte >= 0x80) {
      for (let scale = 2 ** 28; byte >= 0x80; scale *= 0x80) {
        if (at >= buffer.length) throw truncated();
        if (scale > 2 ** 63) throw new RangeError("a number is longer than ten bytes");
        byte = buffer[at++] as number;
        value += (byte & 0x7f) * scale;
      }
    }
    this.at = at;
    return value;
  }

  sint(): number {
    const value = this.uint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  double(): number {
    if (this.at + 8 > this.#buffer.length) throw truncated();
    const value = this.#buffer.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  string(): string {
    const from = this.#skipBytes();
    const length = this.at - from;
    if (length === 0) return "";
    if (length > KNOWN_CHARACTERS) return this.#buffer.toString("utf8", from, this.at);
    return this.#short(from, length);
  }

  bytes(): Buffer {
    const from = this.#skipBytes();
    return from === this.at ? NO_BYTES : this.#buffer.subarray(from, this.at);
  }

  /** Elements of a repeated number: one by one or packed, as the tag says. */
  uints(tag: number, into: number[]): void {
    if ((tag & 7) !== LENGTH) into.push(this.uint());
    else for (const end = this.open(this.#buffer.length); this.at < end; ) into.push(this.uint());
  }

  sints(tag: number, into: number[]): void {
    if ((tag & 7) !== LENGTH) into.push(this.sint());
    else for (const end = this.open(this.#buffer.length); this.at < end; ) into.push(this.sint());
  }

  doubles(tag: number, into: number[]): void {
    if ((tag & 7) !== LENGTH) into.push(this.double());
    else for (const end = this.open(this.#buffer.length); this.at < end; ) into.push(this.double());
  }

  /** Passes over a field this version does not know. */
  skip(tag: number): void {
    const type = tag & 7;
    if (type === 0) this.uint();
    else if (type === 1) this.#pass(8);
    else if (type === LENGTH) this.#skipBytes();
    else if (type === 5) this.#pass(4);
    else throw new RangeError(`wire type ${type} is not spoken here`);
  }

  /** After the last field of a message that ends at `end`. */
  close(end: number): void {
    if (this.at !== end) throw new RangeError("a field runs over the end of its message");
  }

  #skipBytes(): number {
    const length = this.uint();
    const from = this.at;
    this.#pass(length);
    return from;
  }

  #pass(bytes: number): void {
    if (bytes > this.#buffer.length - this.at) throw truncated();
    this.at += bytes;
  }

  /** The same few names come again and again: one that was read before is not made anew. */
  #short(from: number, length: number): string {
    const buffer = this.#buffer;
    let hash = length;
    for (let at = from; at < from + length; at += 1) {
      const byte = buffer[at] as number;
      if (byte >= 0x80) return buffer.toString("utf8", from, from + length);
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const slot = (hash ^ (hash >>> 15)) & (KNOWN_MAX - 1);
    const known = this.#known[slot] as string;
    if (known.length === length) {
      let index = 0;
      while (index < length && known.charCodeAt(index) === buffer[from + index]) index += 1;
      if (index === length) return known;
    }
    const text = buffer.toString("latin1", from, from + length);
    this.#known[slot] = text;
    return text;
  }
}

const NO_BYTES = Buffer.alloc(0);

const LENGTH = 2;

/** Texts remembered, a power of two, and the longest of them: 100 KB at most. */
const KNOWN_MAX = 1_024;
const KNOWN_CHARACTERS = 64;

function truncated(): RangeError {
  return new RangeError("the message is cut off");
}
