/**
 * Writes protobuf fields; the generated code says which. Fields that have their default are left out, as proto3 wants.
 * One message at a time: `begin`, fields, `finish`. Messages are cut from slabs without a copy, so a small message that
 * is kept keeps up to SLAB_BYTES alive: what outlives its turn by long must be copied.
 */
export class WireWriter {
  #slab: Buffer = Buffer.allocUnsafeSlow(SLAB_BYTES);
  /** Where the message begins, and where its next byte goes. Marks count from the beginning: a slab may be changed. */
  #start = 0;
  #at = 0;

  begin(): void {
    this.#start = this.#at;
  }

  finish(): Buffer {
    return this.#slab.subarray(this.#start, this.#at);
  }

  /** Begins a message within the message; gives the mark that `close` takes. */
  open(tag: number): number {
    this.#need(TAG_BYTES + 1);
    this.#varint(tag);
    this.#at += 1;
    return this.#at - this.#start;
  }

  close(mark: number): void {
    const from = this.#start + mark;
    const length = this.#at - from;
    if (length < 0x80) {
      this.#slab[from - 1] = length;
      return;
    }
    const more = (length < 0x4000 ? 2 : length < 0x20_0000 ? 3 : length < 0x1000_0000 ? 4 : 5) - 1;
    this.#need(more);
    const moved = this.#start + mark;
    this.#slab.copyWithin(moved + more, moved, this.#at);
    const end = this.#at + more;
    this.#at = moved - 1;
    this.#varint(length);
    this.#at = end;
  }

  /** uint32, uint64, int32 and enums. */
  uint(tag: number, value: number): void {
    if (value === 0) return;
    this.#need(TAG_BYTES + VARINT_BYTES);
    this.#varint(tag);
    this.#number(value);
  }

  sint(tag: number, value: number): void {
    if (value === 0) return;
    this.#need(TAG_BYTES + VARINT_BYTES);
    this.#varint(tag);
    this.#number(zigzag(value));
  }

  bool(tag: number, value: boolean): void {
    if (!value) return;
    this.#need(TAG_BYTES + 1);
    this.#varint(tag);
    this.#slab[this.#at++] = 1;
  }

  double(tag: number, value: number): void {
    if (value === 0) return;
    this.#need(TAG_BYTES + 8);
    this.#varint(tag);
    this.#at = this.#slab.writeDoubleLE(value, this.#at);
  }

  string(tag: number, value: string): void {
    if (value !== "") this.stringElement(tag, value);
  }

  stringElement(tag: number, value: string): void {
    const { length } = value;
    this.#need(TAG_BYTES + VARINT_BYTES + length);
    this.#varint(tag);
    if (length < SHORT && this.#ascii(value)) return;
    const bytes = Buffer.byteLength(value);
    this.#varint(bytes);
    this.#need(bytes);
    this.#slab.write(value, this.#at, bytes, bytes === length ? "latin1" : "utf8");
    this.#at += bytes;
  }

  bytes(tag: number, value: Uint8Array): void {
    if (value.length > 0) this.bytesElement(tag, value);
  }

  bytesElement(tag: number, value: Uint8Array): void {
    const { length } = value;
    this.#need(TAG_BYTES + VARINT_BYTES + length);
    this.#varint(tag);
    this.#varint(length);
    if (length < SHORT) {
      const slab = this.#slab;
      let at = this.#at;
      for (let index = 0; index < length; index += 1) slab[at++] = value[index] as number;
      this.#at = at;
    } else {
      this.#slab.set(value, this.#at);
      this.#at += length;
    }
  }

  /** Fields that were encoded before. */
  raw(fields: Uint8Array): void {
    this.#need(fields.length);
    this.#slab.set(fields, this.#at);
    this.#at += fields.length;
  }

  packedUint(tag: number, values: readonly number[]): void {
    if (values.length === 0) return;
    const mark = this.open(tag);
    this.#need(values.length * VARINT_BYTES);
    for (const value of values) this.#number(value);
    this.close(mark);
  }

  packedSint(tag: number, values: readonly number[]): void {
    if (values.length === 0) return;
    const mark = this.open(tag);
    this.#need(values.length * VARINT_BYTES);
    for (const value of values) this.#number(zigzag(value));
    this.close(mark);
  }

  packedDouble(tag: number, values: readonly number[]): void {
    if (values.length === 0) return;
    const mark = this.open(tag);
    this.#need(values.length * 8);
    for (const value of values) this.#at = this.#slab.writeDoubleLE(value, this.#at);
    this.close(mark);
  }

  /** Length and text, when every character is ASCII; otherwise writes nothing that counts. */
  #ascii(value: string): boolean {
    const slab = this.#slab;
    let at = this.#at;
    slab[at++] = value.length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) return false;
      slab[at++] = code;
    }
    this.#at = at;
    return true;
  }

  /** Below 2^32 and not negative. There must be room. */
  #varint(value: number): void {
    const slab = this.#slab;
    let at = this.#at;
    let left = value;
    while (left >= 0x80) {
      slab[at++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    slab[at++] = left;
    this.#at = at;
  }

  /** Any number; a fraction is cut off. There must be room. */
  #number(value: number): void {
    if (value >= 0 && value < 0x8000_0000) {
      this.#varint(Math.trunc(value));
    } else if (value >= 0 && value < Number.POSITIVE_INFINITY) {
      let left = Math.trunc(value);
      while (left >= 0x8000_0000) {
        this.#slab[this.#at++] = (left % 0x80) | 0x80;
        left = Math.floor(left / 0x80);
      }
      this.#varint(left);
    } else {
      this.#negative(Number.isFinite(value) ? value : 0);
    }
  }

  #negative(value: number): void {
    let left = BigInt.asUintN(64, BigInt(Math.trunc(value)));
    while (left >= 0x80n) {
      this.#slab[this.#at++] = Number(left & 0x7fn) | 0x80;
      left >>= 7n;
    }
    this.#slab[this.#at++] = Number(left);
  }

  #need(more: number): void {
    if (this.#at + more <= this.#slab.length) return;
    const written = this.#at - this.#start;
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, (written + more) * 2));
    slab.set(this.#slab.subarray(this.#start, this.#at));
    this.#slab = slab;
    this.#start = 0;
    this.#at = written;
  }
}

/** Small enough that a forgotten message costs little, large enough for some hundred changes. */
const SLAB_BYTES = 64 * 1024;

/** Field numbers stay below 2^11. */
const TAG_BYTES = 2;

const VARINT_BYTES = 10;

/** Up to here a loop is cheaper than a call into the runtime; below 128, so that the length is one byte. */
const SHORT = 48;

function zigzag(value: number): number {
  const whole = Math.trunc(value);
  return whole >= 0 ? whole * 2 : -whole * 2 - 1;
}
