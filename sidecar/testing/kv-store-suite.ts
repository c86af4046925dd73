import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { it } from "node:test";
import type { KvStore } from "../store/kv-store.ts";

/** The acceptance suite of every KvStore: `open` returns a new, empty one. Call it inside a `describe`. */
export function kvStoreSuite(open: () => Promise<KvStore> | KvStore): void {
  const key = (text: string): Buffer => Buffer.from(text);
  const all = { from: Buffer.from([0]), to: Buffer.from([0xff, 0xff]), limit: 100 };

  it("returns what was written, of any size, and forgets what was removed", async () => {
    const store = await open();
    for (const bytes of [0, 1, 5_989, 5_990, 5_991, 6_000, 70_000, 5_000_000]) {
      const value = randomBytes(bytes);
      await store.write([{ key: key("a"), value }]);
      assert.deepEqual(store.get(key("a")), value);
      assert.deepEqual(store.scan(all), [{ key: key("a"), value }]);
    }
    await store.write([{ key: key("a"), value: null }]);
    assert.equal(store.get(key("a")), undefined);
    assert.deepEqual(store.scan(all), []);
    await store.close();
  });

  it("scans in byte order, both ways, with a limit, whatever bytes the keys have", async () => {
    const store = await open();
    const keys = ["", "\x00", "\x00\x00", "\x00\x01", "a", "a\x00", "a\x00\x01", "a\x01", "b", "\xfe"].map(
      (text) => Buffer.from(text, "latin1"),
    );
    const shuffled = [...keys].reverse();
    await store.write(shuffled.filter((k) => k.length > 0).map((k) => ({ key: k, value: k })));
    const wanted = keys.slice(1);
    const forward = store.scan({ from: Buffer.alloc(0), to: Buffer.from([0xff]), limit: 100 });
    assert.deepEqual(
      forward.map((entry) => entry.key),
      wanted,
    );
    const back = store.scan({ from: Buffer.alloc(0), to: Buffer.from([0xff]), limit: 100, reverse: true });
    assert.deepEqual(
      back.map((entry) => entry.key),
      [...wanted].reverse(),
    );
    const some = store.scan({ from: key("a"), to: key("b"), limit: 2 });
    assert.deepEqual(
      some.map((entry) => entry.key.toString("latin1")),
      ["a", "a\x00"],
    );
    await store.close();
  });

  it("replaces a long value by a short one without leaving rows behind", async () => {
    const store = await open();
    await store.write([{ key: key("k"), value: randomBytes(100_000) }]);
    await store.write([{ key: key("k"), value: key("short") }]);
    await store.write([
      { key: key("k"), value: null },
      { key: key("l"), value: key("other") },
    ]);
    assert.deepEqual(store.scan(all), [{ key: key("l"), value: key("other") }]);
    await store.close();
  });

  it("applies batches in the order of the calls", async () => {
    const store = await open();
    const writes: Promise<void>[] = [];
    for (let n = 0; n < 50; n += 1) writes.push(store.write([{ key: key("n"), value: key(String(n)) }]));
    await Promise.all(writes);
    assert.equal(store.get(key("n"))?.toString(), "49");
    await store.close();
  });
}
