import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { AppError } from "../base/app-error.ts";
import { changeCodec } from "../rpc/change-codec.ts";
import { DiskWatch } from "../store/disk-watch.ts";
import { Journal } from "../store/journal.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { quietLog } from "../testing/quiet-log.ts";
import type { Change } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import { GridStorage, type GridStorageOptions } from "./grid-storage.ts";
import { sessionRecord } from "./session-record.ts";
import { SessionTable } from "./session-table.ts";
import type { Version } from "./version.ts";

const MIB = 1024 ** 2;
const idOf = (n: number): string => n.toString(16).padStart(32, "0");
const keyOf = (n: number): Buffer => Buffer.from(idOf(n), "hex");
const storeKey = (n: number): Buffer => Buffer.from(`73${idOf(n)}`, "hex");

let ticks = 0;
const version = (): Version => ({ ms: 1_000 + ticks++, counter: 0, node: "n" });

function set(n: number, name: string, value: string, baseDigest = ""): Change {
  const at = version();
  const attributes = [{ name, value: Buffer.from(value), type: "s", version: at, inPlace: false }];
  return { ...emptyChange(keyOf(n)), version: at, attributes, baseDigest: Buffer.from(baseDigest, "hex") };
}

/** Lets the promises of a flush run. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe("grid storage", () => {
  let path = "";
  let clock: FakeClock;
  let freeBytes = 0;
  const disk = { totalBytes: 1_000 * MIB };
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "gyeot-storage-"));
    clock = new FakeClock();
    freeBytes = 900 * MIB;
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  function open(store: KvStore, more: Partial<GridStorageOptions> = {}) {
    const storage = new GridStorage({
      journal: new Journal({ path: join(path, "journal"), durability: "process", clock, log: quietLog() }),
      disk: new DiskWatch({ path, clock, space: () => ({ ...disk, freeBytes }) }),
      codec: changeCodec,
      clock,
      log: quietLog(),
      ...more,
    });
    const table = new SessionTable({ store, codec: changeCodec, log: quietLog(), stamp: version });
    // As the process does: its parts start in this order.
    storage.start();
    storage.recover(table, (change) => {
      table.apply(Buffer.from(change.key).toString("hex"), change);
    });
    return { storage, table };
  }

  async function save({ storage, table }: ReturnType<typeof open>, n: number, change: Change): Promise<void> {
    table.apply(idOf(n), change);
    await storage.append(changeCodec.encode([change]));
  }

  it("takes half a session in the journal for damaged when the store lost the other half", async () => {
    const before = open(openMemoryStore());
    await save(before, 1, set(1, "a", "1"));
    const base = before.table.get(idOf(1))?.digest ?? "";
    await save(before, 1, set(1, "b", "1", base));
    await save(before, 2, set(2, "a", "1"));
    const whole = sessionRecord.toChange(
      before.table.get(idOf(1)) as NonNullable<ReturnType<SessionTable["get"]>>,
    );
    // The first flush deletes the segments it covers; what comes after is all that the journal has.
    clock.advance(11_000);
    await settle();
    await save(before, 1, set(1, "b", "2", before.table.get(idOf(1))?.digest ?? ""));
    await save(before, 3, set(3, "a", "1"));
    const told: string[] = [];
    const after = open(openMemoryStore(), { startedEmpty: true, onDamaged: (ids) => told.push(...ids) });
    assert.equal(after.storage.complete, false);
    assert.throws(() => after.table.get(idOf(1)), { code: "session_damaged" });
    assert.equal(after.table.get(idOf(3))?.cells.size, 1);
    assert.deepEqual(told, [idOf(1)]);
    after.table.apply(idOf(1), whole);
    assert.equal(String(after.table.get(idOf(1))?.cells.get("b")?.value), "2");
    assert.equal(String(after.table.get(idOf(1))?.cells.get("a")?.value), "1");
  });

  it("asks for damaged sessions again while they are not healed", async () => {
    const store = openMemoryStore();
    const first = open(store);
    await save(first, 1, set(1, "a", "1"));
    await first.storage.stop();
    store.damage(storeKey(1));
    const told: string[] = [];
    const { storage } = open(store, { onDamaged: (ids) => told.push(...ids) });
    assert.equal(storage.complete, false);
    clock.advance(10_000);
    assert.deepEqual(told, [idOf(1), idOf(1), idOf(1)]);
    assert.deepEqual([storage.figures().damagedNow, storage.figures().damagedFound], [1, 1]);
  });

  it("says of a member alone that the session is lost, instead of asking for ever", async () => {
    const store = openMemoryStore();
    const first = open(store);
    await save(first, 1, set(1, "a", "1"));
    await first.storage.stop();
    store.damage(storeKey(1));
    const { storage, table } = open(store, { alone: true });
    assert.equal(table.get(idOf(1)), null);
    assert.deepEqual([storage.figures().damagedNow, storage.figures().damagedFound], [0, 1]);
    assert.equal(table.damaged.lost, 1);
    await storage.stop();
    assert.equal(store.get(storeKey(1)), undefined);
  });

  it("finds in the background what is damaged in the store and in nobody's use", async () => {
    const store = openMemoryStore();
    const first = open(store);
    for (let n = 0; n < 120; n += 1) await save(first, n, set(n, "a", "1"));
    await first.storage.stop();
    const told: string[] = [];
    const { storage } = open(store, { onDamaged: (ids) => told.push(...ids) });
    store.damage(storeKey(77));
    clock.advance(1_000);
    assert.deepEqual(told, [idOf(77)]);
    assert.deepEqual([storage.figures().scrubRounds, storage.figures().scrubbed >= 119], [1, true]);
    await storage.stop();
  });

  it("refuses on a low disk, but not what ends sessions, and writes only that to the store", async () => {
    const store = openMemoryStore();
    const one = open(store);
    await save(one, 1, set(1, "a", "1"));
    clock.advance(1_000);
    await settle();
    assert.notEqual(store.get(storeKey(1)), undefined);
    freeBytes = 50 * MIB;
    clock.advance(1_000);
    await settle();
    // What was accepted just before goes in by one more flush.
    clock.advance(1_000);
    await settle();
    assert.equal(one.storage.refusal()?.code, "disk_full");
    await assert.rejects(save(one, 2, set(2, "a", "1")), { code: "disk_full" });
    const end = { ...emptyChange(keyOf(1)), version: version(), tombstone: true, reason: "logout" };
    assert.equal(one.storage.refusal(true), null);
    one.table.apply(idOf(1), end);
    await one.storage.append(changeCodec.encode([end]), true);
    clock.advance(1_000);
    await settle();
    assert.equal(store.get(storeKey(2)), undefined, "a session that was refused took room");
    const again = new SessionTable({ store, codec: changeCodec, log: quietLog(), stamp: version });
    again.load();
    assert.equal(again.get(idOf(1))?.dead?.reason, "logout");
    freeBytes = 900 * MIB;
    for (let turns = 0; turns < 3; turns += 1) {
      clock.advance(1_000);
      await settle();
    }
    assert.equal(one.storage.refusal(), null);
    assert.notEqual(store.get(storeKey(2)), undefined);
    await one.storage.stop();
  });

  it("keeps the journal while the store fails, refuses, and heals when the store works again", async () => {
    const store = openMemoryStore();
    let failure: AppError | null = null;
    const write: KvStore["write"] = (batch) =>
      failure === null ? store.write(batch) : Promise.reject(failure);
    const one = open({ ...store, write });
    await save(one, 1, set(1, "a", "1"));
    failure = new AppError("disk_full", "no room");
    clock.advance(12_000);
    await settle();
    clock.advance(12_000);
    await settle();
    assert.equal(one.storage.refusal()?.code, "disk_full");
    assert.equal(String(one.table.get(idOf(1))?.cells.get("a")?.value), "1");
    // As after a kill: what was acknowledged is in the journal.
    assert.equal(open(openMemoryStore()).table.get(idOf(1))?.cells.size, 1);
    failure = null;
    clock.advance(1_000);
    await settle();
    assert.equal(one.storage.refusal(), null);
    assert.notEqual(store.get(storeKey(1)), undefined);
    assert.ok(readdirSync(join(path, "journal")).length > 0);
  });
});
