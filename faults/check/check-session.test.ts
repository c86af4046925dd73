/** The checks against histories made by hand: each broken promise is found, and what the manual allows is not. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Operation, Seen } from "../load/operation.ts";
import { SessionLog } from "../load/session-log.ts";
import { checkSession, type PromiseInForce } from "./check-session.ts";

const SURVIVE: PromiseInForce = { flaggedSurvive: true, split: null };

function seen(v: string | null, box: readonly string[] = [], more: Partial<Seen> = {}): Seen {
  return { confirmed: true, isThere: true, registers: { v, w: null }, box, ...more };
}

/** One operation from `startMs` to ten later; an owner's unless said otherwise. */
function did(
  kind: Operation["kind"],
  startMs: number,
  value: string,
  more: Partial<Operation> = {},
): Operation {
  const name = kind === "write" || kind === "new" ? "v" : kind === "add" ? "box" : "";
  const worth = kind === "read" ? "none" : "acked";
  return { process: 1, kind, name, value, startMs, endMs: startMs + 10, was: 0, worth, seen: null, ...more };
}

function log(operations: readonly Operation[], finals: readonly Operation[] = []): SessionLog {
  const made = new SessionLog(7);
  made.life = "alive";
  made.operations = [did("new", 0, "a", { seen: seen(null) }), ...operations, ...finals];
  made.finals = [...finals];
  return made;
}

const kinds = (session: SessionLog, promise = SURVIVE): string[] =>
  checkSession(session, promise).map(({ kind }) => kind);

describe("the check of one session", () => {
  it("is content with reads of the last acknowledged write", () => {
    const write = did("write", 20, "b", { seen: seen("a") });
    assert.deepEqual(kinds(log([write], [did("read", 40, "", { seen: seen("b") })])), []);
  });

  it("finds a stale read, a lost write and a lost session", () => {
    const write = did("write", 20, "b", { seen: seen("a") });
    const good = did("read", 90, "", { seen: seen("b") });
    assert.ok(kinds(log([write, did("read", 40, "", { seen: seen("a") })], [good])).includes("stale"));
    assert.ok(kinds(log([write], [did("read", 40, "", { seen: seen("a") })])).includes("lost"));
    const none = did("read", 40, "", { seen: seen(null, [], { isThere: false }) });
    assert.ok(kinds(log([write], [none])).includes("lost"));
  });

  it("lets a side without a copy say that there is none, only ten seconds after the cut", () => {
    const split = { fromMs: 100, toMs: 20_000 };
    const none = (startMs: number): Operation =>
      did("read", startMs, "", { seen: seen(null, [], { isThere: false }) });
    const good = did("read", 20_100, "", { seen: seen("a") });
    assert.deepEqual(kinds(log([none(10_200)], [good]), { ...SURVIVE, split }), []);
    assert.deepEqual(kinds(log([none(9_000)], [good]), { ...SURVIVE, split }), ["stale"]);
    assert.deepEqual(kinds(log([none(10_200)], [good])), ["stale"]);
  });

  it("lets a request see what another one beside it set and was refused, and nobody later", () => {
    const refused = did("write", 20, "b", { worth: "refused", seen: seen("a"), endMs: 60 });
    const beside = did("read", 25, "", { seen: seen("b") });
    const good = did("read", 90, "", { seen: seen("a") });
    assert.deepEqual(kinds(log([refused, beside], [good])), []);
    assert.ok(kinds(log([refused, did("read", 70, "", { seen: seen("b") })], [good])).includes("phantom"));
    const added = did("add", 20, "x", { worth: "refused", seen: seen("a"), endMs: 60 });
    assert.deepEqual(kinds(log([added, did("read", 25, "", { seen: seen("a", ["x"]) })], [good])), []);
    assert.ok(kinds(log([added], [did("read", 90, "", { seen: seen("a", ["x"]) })])).includes("phantom"));
  });

  it("owes nothing for answers nobody confirmed", () => {
    const write = did("write", 20, "b", { seen: seen("a") });
    const alone = did("read", 40, "", { seen: seen("a", [], { confirmed: false }) });
    assert.deepEqual(kinds(log([write, alone], [did("read", 90, "", { seen: seen("b") })])), []);
  });

  it("lets a write take effect late only while nobody answered it", () => {
    const open = did("write", 20, "b", { endMs: Number.POSITIVE_INFINITY, worth: "unknown" });
    const next = did("write", 40, "c", { seen: seen("a") });
    const old = did("read", 60, "", { seen: seen("b") });
    assert.deepEqual(kinds(log([open, next, old], [did("read", 90, "", { seen: seen("b") })])), []);
    const flagged = did("write", 20, "b", { worth: "degraded", seen: seen("a") });
    assert.ok(kinds(log([flagged, next], [old])).includes("lost"));
  });

  it("owes flagged writes after healing unless a disk was lost", () => {
    const flagged = did("write", 20, "b", { worth: "degraded", seen: seen("a") });
    const session = log([flagged], [did("read", 40, "", { seen: seen("a") })]);
    assert.deepEqual(kinds(session), ["lostDegraded"]);
    assert.deepEqual(kinds(session, { flaggedSurvive: false, split: null }), []);
  });

  it("lets a change that waited come after a flagged one, never after an acknowledged one", () => {
    const waited = did("write", 20, "b", { worth: "late", seen: seen("a") });
    const flagged = did("write", 40, "c", { worth: "degraded", seen: seen("a") });
    const final = did("read", 90, "", { seen: seen("b") });
    assert.deepEqual(kinds(log([waited, flagged], [final])), []);
    assert.ok(kinds(log([waited, did("write", 40, "c", { seen: seen("a") })], [final])).includes("lost"));
  });

  it("finds an element missing from the list, unless the last writer could not know it", () => {
    const adds = [
      did("add", 20, "x", { seen: seen("a") }),
      did("add", 40, "y", { seen: seen("a", ["x"]) }),
      did("add", 60, "z", { seen: seen("a", ["x"]) }),
    ];
    const final = did("read", 90, "", { seen: seen("a", ["x", "z"]) });
    assert.ok(kinds(log(adds, [final])).includes("lost"));
    const open = did("add", 30, "u", { endMs: Number.POSITIVE_INFINITY, worth: "unknown" });
    const over = did("read", 90, "", { seen: seen("a", ["x", "u"]) });
    assert.deepEqual(kinds(log([...adds.slice(0, 2), open], [over])), []);
  });

  it("looks for who dropped the element behind those who built on it", () => {
    const x = did("add", 20, "x", { seen: seen("a") });
    const alone = did("add", 40, "y", { worth: "late", seen: seen("a", [], { confirmed: false }) });
    const next = did("add", 60, "z", { seen: seen("a", ["y"]) });
    const final = did("read", 90, "", { seen: seen("a", ["y", "z"]) });
    assert.deepEqual(kinds(log([x, alone, next], [final])), []);
    const told = did("add", 40, "y", { seen: seen("a") });
    assert.ok(kinds(log([x, told, next], [final])).includes("lost"));
  });

  it("lets a side of a split grid show what it knew, but nothing from before the cut be forgotten", () => {
    const split = { fromMs: 35, toMs: 80 };
    const there = did("write", 40, "b", { seen: seen("a") });
    const here = did("read", 60, "", { was: 1, seen: seen("a") });
    const final = did("read", 90, "", { seen: seen("b") });
    assert.deepEqual(kinds(log([there, here], [final]), { flaggedSurvive: true, split }), []);
    assert.deepEqual(kinds(log([there, here], [final])), ["stale", "inversion"]);
    const early = did("write", 20, "b", { seen: seen("a") });
    assert.ok(kinds(log([early, here], [final]), { flaggedSurvive: true, split }).includes("stale"));
  });

  it("finds what nobody wrote, and members that do not agree", () => {
    const write = did("write", 20, "b", { seen: seen("a") });
    assert.ok(kinds(log([write], [did("read", 40, "", { seen: seen("q") })])).includes("phantom"));
    const finals = [
      did("read", 40, "", { seen: seen("b", ["x"]) }),
      did("read", 50, "", { was: 1, seen: seen("b") }),
    ];
    const add = did("add", 30, "x", { worth: "late", seen: seen("b") });
    assert.deepEqual(kinds(log([write, add], finals)), ["diverged"]);
  });

  it("finds answers that went back in time although each was allowed by itself", () => {
    const write = did("write", 20, "b", { endMs: 100, seen: seen("a") });
    const newer = did("read", 30, "", { endMs: 35, seen: seen("b") });
    const older = did("read", 40, "", { endMs: 45, seen: seen("a") });
    assert.deepEqual(kinds(log([write, newer, older])), ["inversion"]);
  });
});
