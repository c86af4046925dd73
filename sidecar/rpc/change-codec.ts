import type { ChangeCodec } from "../grid/change.ts";
import { Replicate } from "./gen/peer.ts";

/** Changes as the bytes of a Replicate message: the journal, the store and the peer speak one format. */
export const changeCodec: ChangeCodec = {
  encode: (changes) => Replicate.encode({ records: changes }),
  decode: (bytes) => Replicate.decode(bytes).records,
};
