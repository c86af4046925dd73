import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { placement } from "./placement.ts";

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 32 });
const ids = fc.stringMatching(/^[0-9a-f]{32}$/);

describe("placement", () => {
  it("names the first members of the order, whatever order they are given in", () => {
    fc.assert(
      fc.property(names, ids, fc.integer({ min: 1, max: 3 }), (list, id, copies) => {
        const homes = placement.homes(id, placement.members(list), copies);
        assert.deepEqual(new Set(homes).size, Math.min(copies, list.length));
        const again = placement.homes(id, placement.members([...list].reverse()), copies);
        assert.deepEqual(homes, again);
        const order = placement.order(id, placement.members(list));
        assert.deepEqual(homes, order.slice(0, copies));
      }),
    );
  });

  it("moves only what a member that leaves held", () => {
    fc.assert(
      fc.property(names, ids, fc.integer({ min: 1, max: 3 }), (list, id, copies) => {
        const before = placement.homes(id, placement.members(list), copies);
        const [gone] = list;
        const after = placement.homes(id, placement.members(list.slice(1)), copies);
        for (const home of before) if (home !== gone) assert.ok(after.includes(home));
        if (!before.includes(gone as string)) assert.deepEqual(new Set(after), new Set(before));
      }),
    );
  });

  it("spreads keys evenly: no member of 8 is more than a tenth off its share of 20,000 sessions", () => {
    const members = placement.members(Array.from({ length: 8 }, (_, index) => `was-${index + 1}`));
    const held = new Map<string, number>();
    for (let key = 0; key < 20_000; key += 1) {
      const id = Math.imul(key, 0x9e3779b1).toString(16).replace("-", "f").padStart(32, "0");
      const uniform = ((Math.imul(key + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0") + id).slice(
        0,
        32,
      );
      for (const home of placement.homes(uniform, members, 2)) held.set(home, (held.get(home) ?? 0) + 1);
    }
    for (const [member, count] of held) assert.ok(Math.abs(count - 5_000) < 500, `${member} holds ${count}`);
  });

  it("knows equal sets by one number", () => {
    assert.equal(placement.fingerprint(["a", "b"]), placement.fingerprint(["b", "a", "a"]));
    assert.notEqual(placement.fingerprint(["a", "b"]), placement.fingerprint(["a", "c"]));
  });
});
