import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Attribute } from "./change.ts";
import { sessionChanges } from "./session-changes.ts";
import { sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";

const KEY = Buffer.alloc(16, 7);
const ID = KEY.toString("hex");

const version = (ms: number, node: string): Version => ({ ms, counter: 0, node });

const attribute = (name: string, value: string): Attribute => ({
  name,
  value: Buffer.from(value),
  type: "",
  version: null,
  inPlace: false,
});

/** A save of `cart` ordered at `ms` by `node`. */
function save(value: string, ms: number, node: string) {
  const request = {
    key: KEY,
    base: null,
    meta: null,
    attributes: [attribute("cart", value)],
    removed: [],
    create: true,
    localOnly: [],
    operation: 1,
    containerChanged: false,
    ageMs: 0,
  };
  return sessionChanges.store(request, null, { version: version(ms, node), agent: "", operation: 1 }, 1_000);
}

const cart = (record: ReturnType<typeof sessionRecord.merge>): string =>
  Buffer.from(record.cells.get("cart")?.value ?? "").toString();

describe("a save that comes late", () => {
  const born = sessionRecord.merge(null, ID, save("first", 1_000, "a"), version(1, "a"));

  it("counts from when it was made, on a member that did not hear of what came after", () => {
    // Made at 2,000, when its sidecar was gone; another changed the cart at 5,000; then it reached a third.
    const late = sessionChanges.late(save("late", 9_000, "b"), born, 2_000);
    const elsewhere = sessionRecord.merge(born, ID, save("newer", 5_000, "a"), version(2, "a"));
    const there = sessionRecord.merge(born, ID, late, version(2, "b"));
    assert.equal(cart(there), "late");
    assert.equal(cart(sessionRecord.merge(elsewhere, ID, late, version(3, "a"))), "newer");
    assert.equal(cart(sessionRecord.merge(there, ID, save("newer", 5_000, "a"), version(3, "b"))), "newer");
  });

  it("gives way to what this member knows was changed after it was made", () => {
    const changed = sessionRecord.merge(born, ID, save("newer", 3_000, "a"), version(2, "a"));
    assert.deepEqual(sessionChanges.late(save("late", 9_000, "b"), changed, 2_000).attributes, []);
  });

  it("never has the version of a change that was made at that moment", () => {
    const late = sessionChanges.late(save("late", 9_000, "a"), born, 1_000);
    assert.equal(cart(sessionRecord.merge(born, ID, late, version(2, "a"))), "late");
  });
});
