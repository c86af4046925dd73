import type { Change } from "../grid/change.ts";
import { changeCodec } from "./change-codec.ts";
import { WireReader } from "./wire-reader.ts";
import { WireWriter } from "./wire-writer.ts";

/** What a Replicate of peer.proto carries. */
interface Replicated {
  readonly records: readonly Change[];
  readonly targets?: readonly string[];
  readonly track?: boolean;
}

/** Tags of PeerFrame and Replicate in peer.proto: field number and wire type. */
const SEQ = 0x08;
const REPLICATE = 0x2a;
const TARGETS = 0x12;
const TRACK = 0x18;

const writer = new WireWriter();
const reader = new WireReader();

/**
 * The frame that brings changes to a peer, by hand: the records are encoded once for the journal and all peers, and what
 * is received is journaled as it came. Byte for byte what the generated codec makes of it; a test says so.
 */
export const replicateFrame = {
  encode(seq: number, { records, targets = [], track = false }: Replicated): Buffer {
    const encoded = changeCodec.encode(records);
    writer.begin();
    writer.uint(SEQ, seq);
    const mark = writer.open(REPLICATE);
    writer.raw(encoded);
    for (const target of targets) writer.stringElement(TARGETS, target);
    writer.bool(TRACK, track);
    writer.close(mark);
    return writer.finish();
  },

  /** Notes the bytes in which `records` came, in a frame that was decoded without an error. */
  received(frame: Uint8Array, records: readonly Change[]): void {
    const end = reader.begin(frame);
    while (reader.at < end) {
      const tag = reader.tag();
      if (tag !== REPLICATE) {
        reader.skip(tag);
        continue;
      }
      const stop = reader.open(end);
      changeCodec.encoded(records, frame.subarray(reader.at, stop));
      // A second Replicate would stand in its place; nobody sends one.
      reader.at = stop;
    }
  },
};
