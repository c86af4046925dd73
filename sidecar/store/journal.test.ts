import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { systemClock } from "../base/system-clock.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { Journal } from "./journal.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-journal-"));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

function open(
  path: string,
  durability: "process" | "disk" = "process",
): { journal: Journal; found: string[] } {
  const journal = new Journal({ path, durability, clock: systemClock, log: quietLog() });
  const found: string[] = [];
  journal.replay((payload) => found.push(payload.toString()));
  return { journal, found };
}

/** Where each of "first", "second", "third" ends: 8 bytes of head and its own. */
const ENDS = [13, 27, 40];

const bytes = (text: string): Buffer => Buffer.from(text);
const newPath = (): string => join(root, String(count++));

describe("journal", () => {
  for (const durability of ["process", "disk"] as const) {
    it(`gives back in order what it acknowledged (${durability})`, async () => {
      const path = newPath();
      const { journal } = open(path, durability);
      const texts = Array.from({ length: 100 }, (_, index) => `record ${index}`);
      await Promise.all(texts.map((text) => journal.append(bytes(text))));
      journal.close();
      assert.deepEqual(open(path).found, texts);
    });
  }

  it("drops a record cut short by a crash, at every possible place, and keeps those before it", async () => {
    const path = newPath();
    const { journal } = open(path);
    for (const text of ["first", "second", "third"]) await journal.append(bytes(text));
    const file = join(path, readdirSync(path).sort().at(-1) as string);
    const whole = readFileSync(file);
    journal.close();
    for (let length = 0; length <= whole.length; length += 1) {
      const copy = newPath();
      open(copy).journal.close();
      const [name] = readdirSync(copy).sort();
      writeFileSync(join(copy, name as string), whole);
      truncateSync(join(copy, name as string), length);
      const { found, journal: again } = open(copy);
      const fits = ["first", "second", "third"].filter((_, index) => length >= (ENDS[index] as number));
      assert.deepEqual(found, fits, `cut at ${length}`);
      await again.append(bytes("next"));
      again.close();
      assert.deepEqual(open(copy).found, [...fits, "next"]);
    }
  });

  it("does not take garbage or a run of zeros for records", async () => {
    const path = newPath();
    const { journal } = open(path);
    await journal.append(bytes("good"));
    journal.close();
    const file = join(path, readdirSync(path).sort().at(-1) as string);
    appendFileSync(file, Buffer.alloc(4_096));
    appendFileSync(file, Buffer.alloc(100, 0xee));
    assert.deepEqual(open(path).found, ["good"]);
  });

  it("deletes segments once the store holds what is in them", async () => {
    const path = newPath();
    const { journal } = open(path);
    await journal.append(bytes("old"));
    const segment = journal.rotate();
    await journal.append(bytes("new"));
    journal.discardBefore(segment);
    journal.close();
    assert.deepEqual(open(path).found, ["new"]);
  });

  it("refuses after a failed write, says why, and works again once it can", async () => {
    const path = newPath();
    const { journal } = open(path);
    await journal.append(bytes("before"));
    // The next segment lies on a disk that is full.
    const full = join(path, "000000000002.log");
    symlinkSync("/dev/full", full);
    journal.rotate();
    await assert.rejects(journal.append(bytes("lost")), { code: "disk_full", message: /free space/ });
    await assert.rejects(journal.append(bytes("refused at once")), { code: "disk_full" });
    const openFiles = (): number => readdirSync("/proc/self/fd").length;
    const before = openFiles();
    for (let tries = 0; tries < 10; tries += 1) {
      symlinkSync("/dev/full", join(path, "000000000003.log"));
      assert.equal(journal.recover(), false);
    }
    assert.equal(openFiles(), before);
    assert.equal(journal.recover(), true);
    await journal.append(bytes("after"));
    journal.close();
    unlinkSync(full);
    assert.deepEqual(open(path).found, ["before", "after"]);
  });
});
