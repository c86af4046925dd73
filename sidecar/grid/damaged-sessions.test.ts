import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeCodec } from "../rpc/change-codec.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { quietLog } from "../testing/quiet-log.ts";
import type { Change } from "./change.ts";
import { emptyChange } from "./empty-change.ts";
import { sessionRecord } from "./session-record.ts";
import { SessionTable } from "./session-table.ts";
import type { Version } from "./version.ts";

const ID = "00112233445566778899aabbccddeeff";
const KEY = Buffer.from(ID, "hex");
const STORE_KEY = Buffer.from(`73${ID}`, "hex");
const damaged = { code: "session_damaged" };

let ticks = 0;
const version = (): Version => ({ ms: 1_000 + ticks++, counter: 0, node: "n" });

function set(name: string, value: string): Change {
  const at = version();
  const attributes = [{ name, value: Buffer.from(value), type: "s", version: at, inPlace: false }];
  return { ...emptyChange(KEY), version: at, attributes };
}

type Store = ReturnType<typeof openMemoryStore>;

function tableOf(store: Store): { table: SessionTable; told: string[] } {
  const table = new SessionTable({ store, codec: changeCodec, log: quietLog(), stamp: version });
  table.load();
  const told: string[] = [];
  table.damaged.listen((id) => told.push(id));
  return { table, told };
}

/** A store that holds the session with attributes a and b, as another process wrote it. */
async function written(): Promise<{ store: Store; whole: Change }> {
  const store = openMemoryStore();
  const { table } = tableOf(store);
  table.apply(ID, set("a", "1"));
  table.apply(ID, set("b", "1"));
  await table.flush();
  return { store, whole: sessionRecord.toChange(table.get(ID) as NonNullable<ReturnType<typeof table.get>>) };
}

function values(table: SessionTable): Record<string, string> {
  const cells = table.get(ID)?.cells ?? new Map();
  return Object.fromEntries([...cells].map(([name, cell]) => [name, Buffer.from(cell.value).toString()]));
}

describe("a session whose stored record is damaged", () => {
  it("is never absent: found at the start, on a read, or by verify, it throws and is told once", async () => {
    for (const find of ["load", "get", "verify", "gone"] as const) {
      const { store } = await written();
      if (find === "load") store.damage(STORE_KEY);
      const { table, told } = tableOf(store);
      if (find === "gone") await store.write([{ key: STORE_KEY, value: null }]);
      else store.damage(STORE_KEY);
      if (find === "verify") assert.equal(table.verify(ID), false);
      assert.throws(() => table.get(ID), damaged, find);
      assert.throws(() => table.index(ID), damaged, find);
      assert.deepEqual(told, [ID], find);
      assert.deepEqual([table.live, table.damaged.size, table.damaged.found], [0, 1, 1], find);
    }
  });

  it("is whole again with another member's copy, and keeps what came in meanwhile", async () => {
    const { store, whole } = await written();
    store.damage(STORE_KEY);
    const { table } = tableOf(store);
    table.apply(ID, set("b", "2"));
    assert.throws(() => table.get(ID), damaged);
    table.apply(ID, whole);
    assert.deepEqual(values(table), { a: "1", b: "2" });
    assert.deepEqual([table.live, table.damaged.size], [1, 0]);
    await table.flush();
    assert.deepEqual(values(tableOf(store).table), { a: "1", b: "2" });
  });

  it("dies by a tombstone without the whole record", async () => {
    const { store } = await written();
    store.damage(STORE_KEY);
    const { table } = tableOf(store);
    table.apply(ID, { ...emptyChange(KEY), version: version(), tombstone: true, reason: "logout" });
    assert.equal(table.get(ID)?.dead?.reason, "logout");
  });

  it("is written again from memory when memory still has it", async () => {
    const { store } = await written();
    const { table, told } = tableOf(store);
    assert.deepEqual(values(table), { a: "1", b: "1" });
    store.damage(STORE_KEY);
    assert.equal(table.verify(ID), false);
    assert.deepEqual(values(table), { a: "1", b: "1" });
    await table.flush();
    assert.equal(table.verify(ID), true);
    assert.deepEqual(told, []);
    assert.deepEqual([table.damaged.size, table.damaged.found], [0, 1]);
  });
});
