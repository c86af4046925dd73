import { AppError } from "../base/app-error.ts";
import { hpackHuffman } from "./hpack-huffman.ts";

/** Names and values of RFC 7541, appendix A, from index 1 on. */
const STATIC = (
  ":authority,,:method,GET,:method,POST,:path,/,:path,/index.html,:scheme,http," +
  ":scheme,https,:status,200,:status,204,:status,206,:status,304,:status,400,:status,404,:status,500," +
  "accept-charset,,accept-encoding,gzip; deflate,accept-language,,accept-ranges,,accept,," +
  "access-control-allow-origin,,age,,allow,,authorization,,cache-control,,content-disposition,," +
  "content-encoding,,content-language,,content-length,,content-location,,content-range,,content-type,," +
  "cookie,,date,,etag,,expect,,expires,,from,,host,,if-match,,if-modified-since,,if-none-match,,if-range,," +
  "if-unmodified-since,,last-modified,,link,,location,,max-forwards,,proxy-authenticate,," +
  "proxy-authorization,,range,,referer,,refresh,,retry-after,,server,,set-cookie,," +
  "strict-transport-security,,transfer-encoding,,user-agent,,vary,,via,,www-authenticate,"
).split(",");

const STATIC_FIELDS = STATIC.length / 2;

/** The table a sender may fill: the protocol's default, which we leave as it is. */
const TABLE_BYTES_MAX = 4_096;

/** What RFC 7541 counts for an entry beside its text. */
const ENTRY_BYTES = 32;

/** All headers of one block, as counted above: a gRPC call has a few hundred bytes. */
const LIST_BYTES_MAX = 16_384;

/** A header field. */
type Field = readonly [name: string, value: string];

/** Reads the header blocks of one direction of one connection, in order (RFC 7541). */
export class HpackDecoder {
  /** Newest first. */
  readonly #table: Field[] = [];
  #tableBytes = 0;
  #tableBytesMax = TABLE_BYTES_MAX;
  #block: Uint8Array = new Uint8Array(0);
  #at = 0;

  /** The fields of a block; of a name that comes twice the last. Throws `invalid_argument`. */
  decode(block: Uint8Array): Map<string, string> {
    this.#block = block;
    this.#at = 0;
    const fields = new Map<string, string>();
    let bytes = 0;
    while (this.#at < block.length) {
      const field = this.#field();
      if (field === null) continue;
      bytes += sizeOf(field);
      if (bytes > LIST_BYTES_MAX) throw bad(`headers of more than ${LIST_BYTES_MAX} bytes`);
      fields.set(field[0], field[1]);
    }
    return fields;
  }

  /** Null for an instruction that is no field. */
  #field(): Field | null {
    const first = this.#block[this.#at] as number;
    if ((first & 0x80) !== 0) return this.#indexed(this.#integer(7));
    if ((first & 0xe0) === 0x20) {
      this.#tableBytesMax = this.#integer(5);
      if (this.#tableBytesMax > TABLE_BYTES_MAX) throw bad("a header table larger than we allowed");
      this.#evict();
      return null;
    }
    const kept = (first & 0x40) !== 0;
    const index = this.#integer(kept ? 6 : 4);
    const name = index === 0 ? this.#text() : this.#indexed(index)[0];
    const field: Field = [name, this.#text()];
    if (kept) {
      this.#table.unshift(field);
      this.#tableBytes += sizeOf(field);
      this.#evict();
    }
    return field;
  }

  #indexed(index: number): Field {
    if (index >= 1 && index <= STATIC_FIELDS) {
      return [STATIC[index * 2 - 2] as string, STATIC[index * 2 - 1] as string];
    }
    const field = this.#table[index - STATIC_FIELDS - 1];
    if (field === undefined) throw bad(`header ${index}, which nobody sent`);
    return field;
  }

  #evict(): void {
    while (this.#tableBytes > this.#tableBytesMax) this.#tableBytes -= sizeOf(this.#table.pop() as Field);
  }

  #integer(prefixBits: number): number {
    const mask = (1 << prefixBits) - 1;
    let value = this.#next() & mask;
    if (value < mask) return value;
    for (let shift = 0; shift <= 21; shift += 7) {
      const byte = this.#next();
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw bad("a header number too large");
  }

  #text(): string {
    const huffman = ((this.#block[this.#at] ?? 0) & 0x80) !== 0;
    const length = this.#integer(7);
    if (length > this.#block.length - this.#at) throw bad("a header text longer than its block");
    const bytes = this.#block.subarray(this.#at, this.#at + length);
    this.#at += length;
    return huffman ? hpackHuffman.decode(bytes) : Buffer.from(bytes).toString("latin1");
  }

  #next(): number {
    const byte = this.#block[this.#at];
    if (byte === undefined) throw bad("a header block that is cut off");
    this.#at += 1;
    return byte;
  }
}

function sizeOf([name, value]: Field): number {
  return name.length + value.length + ENTRY_BYTES;
}

function bad(what: string): AppError {
  return new AppError("invalid_argument", what);
}
