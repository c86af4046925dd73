import type { Change, ChangeCodec } from "../grid/change.ts";
import { Replicate } from "./gen/peer.ts";

/** Of lists of changes that are on their way: the journal and each peer take the same bytes. */
const known = new WeakMap<readonly Change[], Uint8Array>();

/** Changes as the bytes of a Replicate message: the journal, the store and the peer speak one format. */
export const changeCodec: ChangeCodec = {
  encode: (changes) => {
    const before = known.get(changes);
    if (before !== undefined) return before;
    const bytes = Replicate.encode({ records: changes });
    known.set(changes, bytes);
    return bytes;
  },
  decode: (bytes) => Replicate.decode(bytes).records,
  encoded: (changes, bytes) => {
    if (bytes !== undefined) known.set(changes, bytes);
    return known.get(changes);
  },
};
