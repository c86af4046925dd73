import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { systemClock } from "../base/system-clock.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { kvStoreSuite } from "../testing/kv-store-suite.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { lmdbEnvironment } from "./lmdb-environment.ts";
import { lmdbFile } from "./lmdb-file.ts";
import { type LmdbStore, openLmdbStore } from "./open-lmdb-store.ts";
import { openMemoryStore } from "./open-memory-store.ts";
import { rowCodec } from "./row-codec.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-store-"));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

const newPath = (): string => join(root, String(count++));
const open = (path: string): LmdbStore => openLmdbStore({ path, clock: systemClock, log: quietLog() });
const key = (text: string): Buffer => Buffer.from(text);

/** Changes one byte of the second row, past the store. */
async function flip(path: string, name: Buffer): Promise<void> {
  const raw = lmdbEnvironment.open(path);
  const row = Buffer.from(raw.get(rowCodec.key(name, 1)) as Buffer);
  row[100] = (row[100] as number) ^ 1;
  await raw.put(rowCodec.key(name, 1), row);
  // The store under test reads one snapshot until its turn is over, and does not know of this write.
  await setTimeout(10);
}

describe("lmdb store", () => {
  kvStoreSuite(() => {
    const path = newPath();
    return { store: open(path), damage: (name) => flip(path, name) };
  });

  it("uses one version of lmdb, which is known to free the snapshots of readers", () => {
    const { dependencies } = packageJson;
    const [major = 0, minor = 0, patch = 0] = dependencies.lmdb.split(".").map(Number);
    assert.match(dependencies.lmdb, /^\d+\.\d+\.\d+$/);
    assert.ok(major * 1e6 + minor * 1e3 + patch >= 3_005_006, dependencies.lmdb);
  });

  it("finds everything again after it was closed and opened, and knows whether it started empty", async () => {
    const path = newPath();
    const first = open(path);
    assert.equal(first.startedEmpty, true);
    await first.write([{ key: key("k"), value: Buffer.alloc(20_000, 7) }]);
    await first.close();
    const second = open(path);
    assert.equal(second.startedEmpty, false);
    assert.deepEqual(second.get(key("k")), Buffer.alloc(20_000, 7));
    await second.write([{ key: key("k"), value: null }]);
    await second.close();
    const third = open(path);
    assert.equal(third.startedEmpty, false, "emptied is not the same as new");
    await third.close();
  });

  it("never has an overflow page, whatever the size of the value and the key", async () => {
    const path = newPath();
    const store = open(path);
    const sizes = [0, 1, 2_000, 2_500, 4_096, 5_989, 5_990, 5_991, 8_000, 8_180, 12_000, 16_384, 100_000];
    for (const size of [...sizes, 1_000_000, 5_000_000]) {
      for (const length of [1, 17, 500]) {
        // Zeros in a key are escaped: these are the longest keys there can be.
        const name = Buffer.concat([Buffer.from([length & 0xff]), Buffer.alloc(length - 1)]);
        await store.write([{ key: name, value: randomBytes(size) }]);
      }
      assert.equal(store.figures().overflowPages, 0, `${size} bytes`);
    }
    await store.write([{ key: key("long"), value: randomBytes(5_000_000) }]);
    const raw = lmdbEnvironment.open(path);
    let longest = 0;
    for (const { key: row, value } of raw.getRange({}))
      longest = Math.max(longest, row.length + value.length);
    // An entry above this is moved to overflow pages: half a page less its header.
    assert.ok(longest + 8 <= 8_180, `an entry of ${longest} bytes`);
    assert.ok(longest > rowCodec.rowBytesMax);
    assert.equal(store.figures().overflowPages, 0);
    await store.close();
  });

  it("resolves a write only once LMDB has noted on the disk that it was flushed", async () => {
    const path = newPath();
    const store = open(path);
    for (let n = 0; n < 20; n += 1) {
      await store.write([{ key: key("k"), value: randomBytes(3_000 * n) }]);
      const file = readFileSync(join(path, lmdbFile.name));
      // lmdb keeps a third copy of the meta page, written only after fdatasync returned.
      const [first, second, flushed] = [0, 16_384, 8_192].map((page) =>
        Number(file.readBigUInt64LE(page + 152)),
      );
      assert.equal(flushed, Math.max(first as number, second as number), `write ${n}`);
    }
    await store.close();
  });

  it("finds a value that turned up under another key", async () => {
    const path = newPath();
    const store = open(path);
    await store.write([{ key: key("mine"), value: key("secret") }]);
    const raw = lmdbEnvironment.open(path);
    await raw.put(
      rowCodec.key(key("yours"), 0),
      Buffer.from(raw.get(rowCodec.key(key("mine"), 0)) as Buffer),
    );
    assert.equal(store.get(key("yours")), undefined);
    assert.equal(store.figures().damaged, 1);
    await store.close();
  });

  it("sees a reader that keeps an old state alive, and that it is gone when its process is", async () => {
    const path = newPath();
    const clock = new FakeClock();
    const lines: string[] = [];
    const store = openLmdbStore({ path, clock, log: quietLog(lines) });
    await store.write([{ key: key("k"), value: key("old") }]);
    const reader = fork(fileURLToPath(new URL("../testing/stuck-reader.ts", import.meta.url)), [path]);
    const gone = new Promise((resolve) => reader.once("exit", resolve));
    try {
      await new Promise((resolve) => reader.once("message", resolve));
      for (let n = 0; n < 10; n += 1) {
        await store.write([{ key: key("k"), value: randomBytes(10_000) }]);
        clock.advance(5_000);
      }
      assert.ok(store.figures().oldestReaderMs >= 40_000, `${store.figures().oldestReaderMs} ms`);
      assert.ok(lines.some((line) => line.includes("a reader holds on to an old state")));
    } finally {
      // Left alive it would keep this process alive, and the run would never end.
      reader.kill("SIGKILL");
    }
    await gone;
    clock.advance(5_000);
    assert.equal(store.figures().oldestReaderMs, 0);
    await store.close();
  });

  it("keeps no reader of its own: a file that is overwritten stays small", async () => {
    const store = open(newPath());
    for (let n = 0; n < 300; n += 1) {
      await store.write([{ key: key(`k${n % 20}`), value: randomBytes(20_000) }]);
      store.get(key(`k${n % 20}`));
      store.scan({ from: key("k"), to: key("l"), limit: 5 });
    }
    const { bytes, usedBytes } = store.figures();
    assert.ok(bytes < 3 * usedBytes, `${bytes} bytes for ${usedBytes}`);
    await store.close();
  });
});

describe("memory store", () => {
  kvStoreSuite(() => {
    const store = openMemoryStore();
    return { store, damage: store.damage };
  });
});
