import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bucketDigests } from "./bucket-digests.ts";

const id = fc.stringMatching(/^[0-9a-f]{32}$/);
const digest = fc.stringMatching(/^[0-9a-f]{16}$/);
const sessions = fc.uniqueArray(fc.tuple(id, digest), { selector: ([name]) => name, maxLength: 200 });

describe("bucket digests", () => {
  it("say which buckets hold something else, and no other, in whatever order they were filled", () => {
    fc.assert(
      fc.property(sessions, fc.array(digest, { maxLength: 5 }), (list, changed) => {
        const count = bucketDigests.count(list.length);
        const left = new Map(list);
        const right = new Map([...list].reverse());
        const expected = new Set<number>();
        for (const [index, value] of changed.entries()) {
          const name = list[index]?.[0];
          if (name === undefined || left.get(name) === value) continue;
          right.set(name, value);
          expected.add(bucketDigests.bucket(name, count));
        }
        const one = bucketDigests.of(left.keys(), (name) => left.get(name), count);
        const other = bucketDigests.of(right.keys(), (name) => right.get(name), count);
        assert.deepEqual(new Set(bucketDigests.differing(one, other)), expected);
      }),
    );
  });

  it("are not compared when they are of different numbers of sessions or garbage", () => {
    assert.equal(bucketDigests.differing(new Uint8Array(16 * 8), new Uint8Array(32 * 8)), null);
    assert.equal(bucketDigests.countOf(new Uint8Array(7)), 0);
    assert.equal(bucketDigests.countOf(new Uint8Array(0)), 0);
    assert.equal(bucketDigests.countOf(new Uint8Array(16 * 8)), 16);
  });
});
