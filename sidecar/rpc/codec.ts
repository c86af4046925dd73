import { WireReader } from "./wire-reader.ts";
import { WireWriter } from "./wire-writer.ts";

/** Encodes and decodes one message type of `proto/`. */
export interface Codec<Decoded, Input> {
  /** Bytes of a message; what is left out takes its default. Copy what is kept: see WireWriter. */
  readonly encode: (message: Input) => Buffer;
  /** The message in `bytes`. Byte fields are views of `bytes`: copy what outlives it. Throws on malformed input. */
  readonly decode: (bytes: Uint8Array) => Decoded;
}

// Neither calls anything that could come back here: one of each serves the whole process.
const writer = new WireWriter();
const reader = new WireReader();

/** Codec made of the generated halves; `read` is told where the message ends. */
export function codec<Decoded, Input>(
  write: (writer: WireWriter, message: Input) => void,
  read: (reader: WireReader, end: number) => Decoded,
): Codec<Decoded, Input> {
  return {
    encode: (message) => {
      writer.begin();
      write(writer, message);
      return writer.finish();
    },
    decode: (bytes) => read(reader, reader.begin(bytes)),
  };
}
