import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { it } from "node:test";
import type { KvStore } from "../store/kv-store.ts";

/** A new, empty store, and a way to spoil what it holds under a key without its knowing. */
export interface StoreUnderTest {
  readonly store: KvStore;
  readonly damage: (key: Buffer) => Promise<void> | void;
}

/** The acceptance suite of every KvStore. Call it inside a `describe`. */
export function kvStoreSuite(create: () => StoreUnderTest): void {
  const open = (): KvStore => create().store;
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

  it("tells damaged from absent: on get and on scan, until it is written again", async () => {
    const { store, damage } = create();
    const told: string[] = [];
    store.onDamaged((found) => told.push(found.toString()));
    await store.write(["a", "b", "c"].map((name) => ({ key: key(name), value: randomBytes(20_000) })));
    assert.equal(store.get(key("d")), undefined);
    assert.deepEqual(told, []);
    await damage(key("b"));
    assert.equal(store.get(key("b")), undefined);
    assert.deepEqual(told, ["b"]);
    assert.deepEqual(
      store.scan(all).map((entry) => entry.key.toString()),
      ["a", "c"],
    );
    assert.deepEqual(told, ["b", "b"]);
    assert.equal(store.figures().damaged, 2);
    await store.write([{ key: key("b"), value: key("healed") }]);
    assert.equal(store.get(key("b"))?.toString(), "healed");
    assert.deepEqual(told, ["b", "b"]);
    await store.close();
  });

  it("leaves no rows behind when long and short values overtake each other", async () => {
    const store = open();
    const long = randomBytes(80_000);
    await Promise.all([
      store.write([{ key: key("k"), value: long }]),
      store.write([{ key: key("k"), value: key("s") }]),
    ]);
    await Promise.all([
      store.write([{ key: key("k"), value: long }]),
      store.write([{ key: key("k"), value: null }]),
    ]);
    assert.equal(store.get(key("k")), undefined);
    assert.deepEqual(store.scan(all), []);
    await store.close();
  });
}
