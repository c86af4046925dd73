import protobuf from "protobufjs";
import { schema } from "./gen/schema.ts";

/** Encodes and decodes one message type of `proto/`. */
export interface Codec<Decoded, Input> {
  /** Bytes of a message; what is left out takes its default. */
  readonly encode: (message: Input) => Buffer;
  /** The message in `bytes`. Byte fields are views of `bytes`: copy what outlives it. Throws on malformed input. */
  readonly decode: (bytes: Uint8Array) => Decoded;
}

// 64-bit fields are plain numbers: all of ours (ids apart, which are bytes) stay below 2^53, and a Long object each
// would cost more than the rest of the decoding. protobufjs takes the class up when it finds it installed.
(protobuf.util as { Long: unknown }).Long = undefined;
protobuf.configure();

// The descriptor nests deeper than any message may: a hostile frame cannot drive the decoder into the ground.
const root = protobuf.Root.fromJSON(schema as unknown as protobuf.INamespace);

/** Codec of the message named `fullName`; made on first use, because most processes need only a few. */
export function codec<Decoded, Input>(fullName: string): Codec<Decoded, Input> {
  let type: protobuf.Type | undefined;
  const resolve = (): protobuf.Type => {
    type ??= root.lookupType(fullName);
    return type;
  };
  return {
    encode: (message) =>
      resolve()
        .encode(message as Record<string, unknown>)
        .finish() as Buffer,
    decode: (bytes) => resolve().decode(bytes) as unknown as Decoded,
  };
}
