import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Attribute, Change } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import { type SessionRecord, sessionRecord } from "./session-record.ts";
import type { Version } from "./version.ts";

const ID = "00".repeat(16);
const KEY = Buffer.from(ID, "hex");
const STAMP: Version = { ms: 1, counter: 0, node: "s" };

/** The content of a change follows from its version, as it does when a clock gives each version once. */
function attribute(name: string, version: Version): Attribute {
  const value = Buffer.from(`${name}@${version.ms}.${version.counter}.${version.node}`);
  return { name, value, type: `T${version.ms}`, version, inPlace: version.counter === 1 };
}

const version: fc.Arbitrary<Version> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 }), fc.constantFrom("a", "b"))
  .map(([ms, counter, node]) => ({ ms, counter, node }));

const change: fc.Arbitrary<Change> = fc
  .record({
    version,
    names: fc.subarray(["x", "y", "z"]),
    removes: fc.boolean(),
    kind: fc.constantFrom(
      "attributes",
      "attributes",
      "meta",
      "container",
      "touch",
      "ended",
      "moved",
      "whole",
    ),
  })
  .map(({ version: at, names, removes, kind }) => {
    const odd = at.counter === 2;
    const meta = {
      app: "/",
      createdMs: 1,
      lastAccessMs: kind === "touch" ? at.ms * 100 : at.ms,
      maxInactiveS: at.ms,
      user: `u${at.ms}.${at.counter}${at.node}`,
      address: "",
      was: at.node,
      container: [attribute("principal", at)],
    };
    const base = { ...emptyChange(KEY), version: at, writes: at.ms };
    if (kind === "touch") return { ...base, touch: true, meta };
    if (kind === "ended") return { ...base, tombstone: true, reason: `r${at.ms}` };
    if (kind === "moved") return { ...base, tombstone: true, reason: "moved", movedTo: Buffer.alloc(16, 1) };
    if (kind === "meta") return { ...base, meta, metaVersion: at };
    if (kind === "container") return { ...base, meta, metaVersion: at, containerVersion: at };
    const list = names.map((name) => attribute(name, at));
    if (kind === "whole")
      return { ...base, whole: at, attributes: list, meta, metaVersion: at, containerVersion: at };
    // A version says one thing about an attribute: either its value or that it is gone.
    return removes && odd ? { ...base, removed: list } : odd ? base : { ...base, attributes: list };
  });

function fold(changes: readonly Change[]): SessionRecord | null {
  return changes.reduce<SessionRecord | null>((record, one) => {
    const after = sessionRecord.merge(record, ID, one, STAMP);
    // A touch alone makes no session.
    return one.touch && record === null ? null : after;
  }, null);
}

/** The value of a record, without when it was last used: a touch before the session came is dropped. */
function value(record: SessionRecord | null): unknown {
  if (record === null) return null;
  const { digest, dead, version: at, containerVersion, whole } = record;
  const cells = [...record.cells].map(([name, cell]) => [name, cell.value?.toString(), cell.version]).sort();
  const living = dead === null ? { meta: record.meta, metaVersion: record.metaVersion } : {};
  return { digest, dead, at, containerVersion, whole, cells, ...living };
}

describe("session record", () => {
  it("is the same whatever the order in which changes come, and however often", () => {
    const property = fc.property(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      (changes, order) => {
        const again = order.map((index) => changes[index % changes.length] as Change);
        assert.deepEqual(value(fold([...again, ...changes])), value(fold(changes)));
        assert.deepEqual(value(fold([...changes].reverse())), value(fold(changes)));
      },
    );
    fc.assert(property, { numRuns: 500, seed: 7 });
  });

  it("survives being sent whole, also when part of it was there already", () => {
    const property = fc.property(
      fc.array(change, { maxLength: 6 }),
      fc.array(change, { maxLength: 6 }),
      (ours, theirs) => {
        const left = fold(ours);
        const right = fold(theirs);
        const both = fold([...ours, ...theirs]);
        const whole = (record: SessionRecord | null): Change[] =>
          record === null ? [] : [sessionRecord.toChange(record)];
        assert.deepEqual(value(fold([...whole(left), ...whole(right)])), value(both));
        assert.deepEqual(value(fold([...whole(right), ...whole(left)])), value(both));
      },
    );
    fc.assert(property, { numRuns: 500, seed: 7 });
  });

  it("has the same digest exactly when it is made of the same versions", () => {
    const property = fc.property(
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (ours, theirs) => {
        const [left, right] = [value(fold(ours)), value(fold(theirs))] as { digest: string }[];
        if (left === null || right === null || left === undefined || right === undefined) return;
        const same = left.digest === right.digest;
        const { digest: _l, ...leftRest } = left;
        const { digest: _r, ...rightRest } = right;
        if (same) assert.deepEqual(withoutAt(leftRest), withoutAt(rightRest));
      },
    );
    fc.assert(property, { numRuns: 1_000, seed: 7 });
  });

  it("lets a tombstone win over a later write", () => {
    const ended = {
      ...emptyChange(KEY),
      version: { ms: 5, counter: 0, node: "a" },
      tombstone: true,
      reason: "x",
    };
    const late = { ms: 9, counter: 0, node: "b" };
    const write = { ...emptyChange(KEY), version: late, attributes: [attribute("x", late)] };
    const record = fold([ended, write]);
    assert.equal(record?.dead?.reason, "x");
    assert.equal(record?.cells.size, 0);
  });
});

/** An empty change moves the version of a record and nothing else. */
function withoutAt(rest: object): object {
  return { ...rest, at: null };
}
