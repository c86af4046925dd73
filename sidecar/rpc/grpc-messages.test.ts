import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { GrpcMessages } from "./grpc-messages.ts";

describe("gRPC messages", () => {
  it("come out as they went in, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
        (messages, cuts) => {
          const whole = GrpcMessages.frames(messages.map((message) => Buffer.from(message)));
          const reader = new GrpcMessages();
          const read: Buffer[] = [];
          for (let at = 0, turn = 0; at < whole.length; turn += 1) {
            const length = cuts[turn % cuts.length] as number;
            read.push(...reader.add(whole.subarray(at, at + length)));
            at += length;
          }
          assert.deepEqual(
            read.map((message) => [...message]),
            messages.map((message) => [...message]),
          );
        },
      ),
    );
  });

  it("are refused when they are compressed or cannot be that long", () => {
    assert.throws(() => new GrpcMessages().add(Buffer.from([1, 0, 0, 0, 0])), /compressed/);
    assert.throws(() => new GrpcMessages().add(Buffer.from([0, 0xff, 0xff, 0xff, 0xff])), /4294967295 bytes/);
  });
});
