import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Change } from "../grid/change.ts";
import { emptyChange } from "../grid/empty-change.ts";
import { changeCodec } from "./change-codec.ts";
import { PeerFrame } from "./gen/peer.ts";
import { replicateFrame } from "./replicate-frame.ts";

describe("replicateFrame", () => {
  it("makes byte for byte what the generated codec makes", () => {
    for (const [targets, track] of [
      [[], false],
      [["a", "나"], true],
    ] as const) {
      const records = [change(10), change(70_000), change(0)];
      const bytes = Buffer.from(replicateFrame.encode(70_000, { records, targets, track }));
      const frame = { seq: 70_000, replicate: { records: [...records], targets: [...targets], track } };
      assert.deepEqual(bytes, Buffer.from(PeerFrame.encode(frame)));
    }
  });

  it("journals what came as it came, behind whatever stands before it in the frame", () => {
    const records = [change(300)];
    const sent = Buffer.from(replicateFrame.encode(9, { records, targets: ["a"], track: true }));
    const frame = PeerFrame.decode(sent);
    const received = frame.replicate?.records as readonly Change[];
    replicateFrame.received(sent, received);
    const journaled = changeCodec.encode(received);
    assert.equal(journaled.buffer, sent.buffer);
    assert.deepEqual(changeCodec.decode(journaled), received);
  });

  it("encodes a list once", () => {
    const records = [change(10)];
    assert.equal(changeCodec.encode(records), changeCodec.encode(records));
    assert.notEqual(changeCodec.encode([...records]), changeCodec.encode(records));
  });
});

function change(bytes: number): Change {
  const version = { ms: 1_790_000_000_000, counter: 3, node: "a" };
  const value = Buffer.alloc(bytes, 5);
  return {
    ...emptyChange(Buffer.alloc(16, bytes % 251)),
    version,
    attributes: [{ name: "n", value, type: "java.lang.String", version, inPlace: false }],
    writes: 4,
  };
}
