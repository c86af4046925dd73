import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { ConflictBook } from "./conflict-book.ts";
import { EventHistory } from "./event-history.ts";
import type { Conflict } from "./find-conflicts.ts";

const ID = "00112233445566778899aabbccddeeff";
const DAY_MS = 24 * 3_600_000;
const store = openMemoryStore();
let nowMs = 1_000_000;

function book(): ConflictBook {
  return new ConflictBook({ store, history: new EventHistory(store, () => nowMs), nowMs: () => nowMs });
}

function conflict(lostMs: number): Conflict {
  const kept = { ms: 500, counter: 0, node: "b" };
  const lost = { ms: lostMs, counter: 0, node: "a" };
  return { name: "cart", kept, lost, value: Buffer.from("lost"), type: "java.lang.String" };
}

describe("the book of conflicts", () => {
  it("has each change that lost once, however often the members tell of it, also after a restart", () => {
    const first = book();
    first.add(ID, conflict(400));
    first.add(ID, conflict(400));
    first.add(ID, conflict(401));
    assert.equal(first.total, 2);
    const second = book();
    second.add(ID, conflict(401));
    assert.equal(second.total, 2);
    assert.deepEqual(
      second.list().map(({ lostAtMs }) => lostAtMs),
      [401, 400],
    );
  });

  it("forgets after a day, and may then be told again", () => {
    const one = book();
    nowMs += DAY_MS + 1;
    one.purge();
    assert.equal(one.total, 0);
    one.add(ID, conflict(400));
    assert.equal(one.total, 1);
  });
});
