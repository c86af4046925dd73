import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { storeLines } from "./store-lines.ts";

const good = {
  bytes: 3 * 1024 ** 2,
  usedBytes: 2 * 1024 ** 2,
  diskFreeBytes: 900 * 1024 ** 2,
  diskNeededBytes: 100 * 1024 ** 2,
  ballastBytes: 0,
  refusal: "",
  damagedNow: 0,
  damagedFound: 0,
  scrubbed: 12,
  scrubRounds: 1,
  oldestReaderMs: 0,
  startedEmpty: false,
  quarantined: 0,
};

describe("the store in the status", () => {
  it("takes one line while all is well, and one for each trouble", () => {
    assert.deepEqual(storeLines(null, "en"), []);
    assert.deepEqual(storeLines(good, "en"), [
      "  store: 3.0 MiB (used 2.0 MiB), disk free 900.0 MiB (must keep 100.0 MiB), checked 12",
    ]);
    const bad = {
      ...good,
      refusal: "the disk of /d is full",
      damagedNow: 1,
      damagedFound: 3,
      oldestReaderMs: 60_000,
      startedEmpty: true,
      quarantined: 2,
    };
    const lines = storeLines(bad, "en").slice(1);
    assert.deepEqual(lines, [
      "  changes refused: the disk of /d is full",
      "  damaged, being fetched from other members: 1 (found so far 3)",
      "  damaged stores set aside: 2",
      "  the file grows because of an old reader: 60000 ms",
    ]);
    assert.equal(storeLines(bad, "ko").length, 5);
  });
});
