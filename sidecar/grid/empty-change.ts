import type { Change } from "./change.ts";

const NONE = new Uint8Array(0);

/** A change that changes nothing, to be spread and filled. */
export function emptyChange(key: Uint8Array): Change {
  return {
    key,
    version: null,
    meta: null,
    metaVersion: null,
    containerVersion: null,
    attributes: [],
    removed: [],
    localOnly: [],
    full: false,
    whole: null,
    base: null,
    baseDigest: NONE,
    tombstone: false,
    reason: "",
    movedTo: NONE,
    fire: "",
    touch: false,
    agent: "",
    operation: 0,
    writes: 0,
  };
}
