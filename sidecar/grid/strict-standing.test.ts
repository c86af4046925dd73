import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Standing, StrictStanding } from "./strict-standing.ts";

interface Disk {
  text: string;
}

function member(self: string, disk: Disk, more: { members?: string[]; boot?: string } = {}): StrictStanding {
  return new StrictStanding({
    self,
    members: more.members ?? ["a", "b", "c"],
    homes: () => more.members ?? ["a", "b", "c"],
    file: {
      read: () => disk.text,
      write: (text) => {
        disk.text = text;
      },
    },
    boot: more.boot ?? "boot 1",
    onChange: () => {},
  });
}

function hear(standing: StrictStanding, others: Readonly<Record<string, Standing>>): void {
  for (const [node, said] of Object.entries(others)) standing.heard(node, said);
}

/** One that was formed with a, b and c, and what it left on its disk. */
function formed(): Disk {
  const disk = { text: "" };
  const standing = member("a", disk);
  standing.begin(true, false);
  hear(standing, { b: "new", c: "new" });
  hear(standing, { b: "forming", c: "formed" });
  assert.equal(standing.now, "formed");
  return disk;
}

describe("StrictStanding", () => {
  it("begins a new cluster only when all say that they are new, in two steps", () => {
    const standing = member("a", { text: "" });
    standing.begin(true, false);
    hear(standing, { b: "new" });
    assert.equal(standing.now, "new");
    hear(standing, { c: "forming" });
    assert.equal(standing.now, "forming");
    assert.equal(standing.mayVote("00"), false);
    hear(standing, { b: "forming" });
    assert.equal(standing.now, "formed");
    assert.equal(standing.mayVote("00"), true);
  });

  it("does not vote after the loss of its disk before all others have given what they hold", () => {
    const standing = member("a", { text: "" });
    standing.begin(true, false);
    hear(standing, { b: "formed", c: "formed" });
    assert.equal(standing.now, "new");
    standing.took("b", "formed");
    assert.deepEqual([standing.now, standing.mayVote("00"), standing.missing], ["new", false, ["c"]]);
    // One that lost its disk, too, has nothing that could be relied upon.
    standing.took("c", "new");
    assert.equal(standing.mayVote("00"), false);
    standing.took("c", "formed");
    assert.equal(standing.now, "formed");
  });

  it("votes at once after kill -9, and compares first after the machine was restarted", () => {
    const disk = formed();
    const same = member("a", disk);
    same.begin(false, true);
    assert.equal(same.now, "formed");
    const after = member("a", disk, { boot: "boot 2" });
    after.begin(false, true);
    assert.equal(after.now, "behind");
    // Killed before it had all: still behind, although the machine is the same by now.
    const again = member("a", disk, { boot: "boot 2" });
    again.begin(false, true);
    assert.equal(again.now, "behind");
    again.took("b", "behind");
    again.took("c", "formed");
    assert.equal(again.now, "formed");
  });

  it("is behind when rows are damaged, new when the store was set aside", () => {
    const damaged = member("a", formed());
    damaged.begin(false, false);
    assert.equal(damaged.now, "behind");
    const aside = member("a", formed());
    aside.begin(true, false);
    assert.equal(aside.now, "new");
    hear(aside, { b: "formed", c: "formed" });
    assert.equal(aside.mayVote("00"), false);
  });

  it("takes from a member that joins the list that it has nothing, not from one that was in it before", () => {
    const grown = member("a", formed(), { members: ["a", "b", "c", "d"] });
    grown.begin(false, true);
    assert.equal(grown.now, "behind");
    grown.took("b", "behind");
    grown.took("c", "new");
    grown.took("d", "new");
    assert.deepEqual(grown.missing, ["c"]);
    grown.took("c", "behind");
    assert.equal(grown.now, "formed");
  });

  it("does not vote when what it is cannot be written down", () => {
    const disk = { text: "" };
    const standing = member("a", disk);
    standing.begin(true, false);
    Object.defineProperty(disk, "text", {
      set: () => {
        throw new Error("full");
      },
    });
    hear(standing, { b: "new", c: "new" });
    hear(standing, { b: "forming", c: "forming" });
    assert.equal(standing.now, "new");
  });
});
