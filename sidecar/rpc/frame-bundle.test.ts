import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FrameBundle } from "./frame-bundle.ts";
import { GridFrame } from "./gen/session.ts";

describe("FrameBundle", () => {
  it("puts the frames of one turn into one message, promises included, and a single frame as it is", async () => {
    const { bundle, written } = rig();
    bundle.add(frame(1));
    await turn();
    assert.deepEqual(written.map(numbers), [[1]]);
    assert.equal(GridFrame.decode(written[0] as Buffer).bundle, null);
    bundle.add(frame(2));
    void Promise.resolve()
      .then(() => bundle.add(frame(3)))
      .then(() => bundle.add(frame(4)));
    await turn();
    assert.deepEqual(written.map(numbers), [[1], [2, 3, 4]]);
  });

  it("keeps the order around a long frame, and its message below what a stream takes", async () => {
    const { bundle, written } = rig();
    for (let seq = 1; seq <= 40; seq++) bundle.add(frame(seq, seq === 20 ? 200_000 : 10_000));
    await turn();
    assert.deepEqual(
      written.flatMap(numbers),
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    for (const message of written) assert.ok(message.length < 256 * 1024, `${message.length}`);
  });

  it("has sent everything after a flush, and nothing twice", async () => {
    const { bundle, written } = rig();
    bundle.add(frame(1));
    bundle.add(frame(2));
    bundle.flush();
    assert.deepEqual(written.map(numbers), [[1, 2]]);
    await turn();
    assert.equal(written.length, 1);
  });
});

function rig(): { readonly bundle: FrameBundle; readonly written: Buffer[] } {
  const written: Buffer[] = [];
  const bundle = new FrameBundle({
    write: (message) => written.push(Buffer.from(message)),
    wrap: (frames) => GridFrame.encode({ bundle: { frames } }),
  });
  return { bundle, written };
}

function frame(seq: number, bytes = 10): Buffer {
  return GridFrame.encode({ seq, failure: { code: "x", message: "m".repeat(bytes) } });
}

function numbers(message: Buffer): number[] {
  const { seq, bundle } = GridFrame.decode(message);
  return bundle === null ? [seq] : bundle.frames.map((each) => GridFrame.decode(each).seq);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
