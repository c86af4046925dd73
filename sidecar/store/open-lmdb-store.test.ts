import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { kvStoreSuite } from "../testing/kv-store-suite.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { openLmdbStore } from "./open-lmdb-store.ts";
import { openMemoryStore } from "./open-memory-store.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-store-"));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

describe("lmdb store", () => {
  kvStoreSuite(() => openLmdbStore({ path: join(root, String(count++)), log: quietLog() }));

  it("finds everything again after it was closed and opened", async () => {
    const path = join(root, "again");
    const first = openLmdbStore({ path, log: quietLog() });
    await first.write([{ key: Buffer.from("k"), value: Buffer.alloc(20_000, 7) }]);
    await first.close();
    const second = openLmdbStore({ path, log: quietLog() });
    assert.deepEqual(second.get(Buffer.from("k")), Buffer.alloc(20_000, 7));
    await second.close();
  });
});

describe("memory store", () => {
  kvStoreSuite(openMemoryStore);
});
