import { AppError } from "../base/app-error.ts";

/** Bits of the shortest and the longest code. */
const LENGTH_MIN = 5;
const LENGTH_MAX = 30;

/** The symbol that never stands in a text. */
const END = 256;

/** Length of the code of each symbol from 0 to 256: "A" for 5 bits and so on. The code is canonical. */
const LENGTHS =
  "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABA" +
  "BABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRSVVPORSRU" +
  "VVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ";

const { symbols, firstCode, firstIndex } = tables();

/** Huffman code of HPACK (RFC 7541, appendix B). */
export const hpackHuffman = {
  /** One character a byte. Throws `invalid_argument`. */
  decode(bytes: Uint8Array): string {
    let text = "";
    let code = 0;
    let bits = 0;
    for (const byte of bytes) {
      for (let bit = 7; bit >= 0; bit -= 1) {
        code = (code << 1) | ((byte >> bit) & 1);
        bits += 1;
        if (bits < LENGTH_MIN) continue;
        const index = (firstIndex[bits] as number) + code - (firstCode[bits] as number);
        if (index < (firstIndex[bits + 1] as number)) {
          const symbol = symbols[index] as number;
          if (symbol === END) throw bad("an end symbol");
          text += String.fromCharCode(symbol);
          code = 0;
          bits = 0;
        } else if (bits === LENGTH_MAX) throw bad("an unknown code");
      }
    }
    // What is left is the beginning of the end symbol: up to seven ones.
    if (bits > 7 || code !== (1 << bits) - 1) throw bad("wrong padding");
    return text;
  },
};

function tables(): {
  readonly symbols: readonly number[];
  readonly firstCode: readonly number[];
  readonly firstIndex: readonly number[];
} {
  const symbolsByCode: number[] = [];
  const codes: number[] = [];
  const indexes: number[] = [];
  let code = 0;
  for (let length = LENGTH_MIN; length <= LENGTH_MAX; length += 1) {
    codes[length] = code;
    indexes[length] = symbolsByCode.length;
    for (let symbol = 0; symbol <= END; symbol += 1) {
      if (LENGTHS.charCodeAt(symbol) - 65 + LENGTH_MIN !== length) continue;
      symbolsByCode.push(symbol);
      code += 1;
    }
    code <<= 1;
  }
  indexes[LENGTH_MAX + 1] = symbolsByCode.length;
  return { symbols: symbolsByCode, firstCode: codes, firstIndex: indexes };
}

function bad(what: string): AppError {
  return new AppError("invalid_argument", `a header text with ${what}`);
}
