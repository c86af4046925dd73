import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { systemClock } from "./base/system-clock.ts";
import { type SoundStore, soundStore } from "./sound-store.ts";
import { CrashNotes } from "./store/crash-notes.ts";
import { openLmdbStore } from "./store/open-lmdb-store.ts";
import { quietLog } from "./testing/quiet-log.ts";

describe("a store before it is opened", () => {
  let root = "";
  let directory = "";
  let crashes: CrashNotes;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "gyeot-sound-"));
    directory = join(root, "grid");
    crashes = new CrashNotes(join(root, "grid.crashes"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const tried = (): Promise<SoundStore> =>
    soundStore({ directory, clock: systemClock, log: quietLog(), crashes });

  async function fill(entries: number): Promise<void> {
    const store = openLmdbStore({ path: directory, clock: systemClock, log: quietLog() });
    const batch = Array.from({ length: entries }, (_, n) => ({
      key: Buffer.from(`s${n}`),
      value: Buffer.alloc(3_000, n),
    }));
    await store.write(batch);
    await store.close();
  }

  it("is taken when it is good, or when there is none yet", async () => {
    assert.equal((await tried()).quarantined, null);
    assert.deepEqual(readdirSync(root), []);
    await fill(200);
    assert.deepEqual(await tried(), { quarantined: null, reason: "", damagedRows: 0 });
    const again = openLmdbStore({ path: directory, clock: systemClock, log: quietLog() });
    assert.equal(again.startedEmpty, false);
    assert.deepEqual(again.get(Buffer.from("s7")), Buffer.alloc(3_000, 7));
    await again.close();
  });

  it("is set aside when it kills who reads it; two are kept, and nothing else is left behind", async () => {
    for (let round = 0; round < 3; round += 1) {
      await fill(200);
      const file = join(directory, "data.mdb");
      truncateSync(file, Math.floor(statSync(file).size / 2));
      const { quarantined, reason } = await tried();
      assert.match(reason, /died by SIG/);
      assert.ok(quarantined !== null && statSync(quarantined).isDirectory());
    }
    const left = readdirSync(root);
    assert.equal(left.length, 2);
    assert.ok(left.every((name) => name.startsWith("grid.quarantine-")));
  });

  it("is not blamed for a table of readers that is garbage", async () => {
    await fill(10);
    writeFileSync(join(directory, "data.mdb-lock"), Buffer.alloc(8_192, 0xa5));
    assert.equal((await tried()).quarantined, null);
  });

  it("is set aside unseen after three crashes, and is not after three aborts", async () => {
    await fill(10);
    const nowMs = systemClock.nowMs();
    for (const kind of ["unclear", "unclear", "unclear", "store", "store"] as const) crashes.add(nowMs, kind);
    assert.equal((await tried()).quarantined, null);
    crashes.add(nowMs, "store");
    assert.match((await tried()).reason, /3 processes died of it/);
    assert.deepEqual(crashes.recent(nowMs), { store: 0, all: 0 });
  });

  it("forgets crashes of long ago", () => {
    const nowMs = systemClock.nowMs();
    for (let n = 0; n < 30; n += 1) crashes.add(nowMs - 600_000 + n, "store");
    crashes.add(nowMs, "store");
    assert.deepEqual(crashes.recent(nowMs), { store: 1, all: 1 });
  });

  it("belongs to whom it belongs", { skip: process.getuid?.() === 0 }, async () => {
    mkdirSync(directory);
    chmodSync(directory, 0);
    await assert.rejects(tried(), { code: "data_dir_unusable" });
    chmodSync(directory, 0o700);
  });
});
