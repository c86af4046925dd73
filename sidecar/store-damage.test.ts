import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

type Pair = Awaited<ReturnType<typeof SidecarProcess.pair>>;

const { clustered, read, readSoon, pause } = sessions;

/** Sessions of each test: small ones, and some that take many rows. */
const COUNT = 60;
const textOf = (n: number): string => String(n).repeat(n % 10 === 0 ? 30_000 : 100);

/** What happens to a store while its member is down; `quarantined` when it must be set aside for it. */
interface Damage {
  readonly name: string;
  readonly quarantined: boolean;
  readonly inflict: (directory: string, file: string) => void;
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const open = openSync(file, "r+");
  writeSync(open, bytes, 0, bytes.length, at);
  closeSync(open);
}

const DAMAGES: readonly Damage[] = [
  {
    name: "cut to half its length",
    quarantined: true,
    inflict: (_, file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  },
  {
    name: "without its first pages",
    quarantined: true,
    inflict: (_, file) => overwrite(file, 0, Buffer.alloc(2 * 16_384)),
  },
  { name: "of zero bytes", quarantined: true, inflict: (_, file) => truncateSync(file, 0) },
  {
    name: "that is a text",
    quarantined: true,
    inflict: (_, file) => writeFileSync(file, "not a store\n".repeat(10_000)),
  },
  {
    name: "whose directory is a file",
    quarantined: true,
    inflict: (directory) => {
      rmSync(directory, { recursive: true });
      writeFileSync(directory, "in the way");
    },
  },
  {
    name: "that is a directory itself",
    quarantined: true,
    inflict: (_, file) => {
      rmSync(file);
      mkdirSync(file);
    },
  },
  {
    name: "full of garbage from the third page on",
    quarantined: true,
    inflict: (_, file) => overwrite(file, 2 * 16_384, Buffer.alloc(statSync(file).size - 2 * 16_384, 0xa5)),
  },
  { name: "that is gone", quarantined: false, inflict: (_, file) => rmSync(file) },
  {
    name: "whose lock is garbage",
    quarantined: false,
    inflict: (_, file) => writeFileSync(`${file}-lock`, randomBytes(8_192)),
  },
];

const quarantines = (dataDir: string): string[] =>
  readdirSync(dataDir).filter((name) => name.startsWith("grid.quarantine-"));

describe("a pair of which one member's store is damaged while it is down", () => {
  let pair: Pair;
  let two: AgentClient;
  const keys = Array.from({ length: COUNT }, (_, n) => AgentClient.key(`damage-${n}`));
  const dead = AgentClient.key("damage-dead");
  before(async () => {
    pair = await SidecarProcess.pair();
    await Promise.all([pair.a.start(), pair.b.start()]);
    await clustered(pair.a, pair.b);
    two = await pair.b.attach("two");
    for (const [n, key] of keys.entries()) await two.set(key, { v: textOf(n) }, { create: true });
    await two.set(dead, { v: "x" }, { create: true });
    await two.invalidate(dead);
    // The stores follow the journals, and the journals' segments go.
    await pause(1_200);
  });
  after(async () => {
    two?.close();
    await Promise.all([pair.a.stop(), pair.b.stop()]);
    pair.remove();
  });

  for (const { name, quarantined, inflict } of DAMAGES) {
    it(`starts with a store ${name}, and has every session again from its peer`, async () => {
      await pair.a.stop();
      const directory = join(pair.a.dataDir, "grid");
      rmSync(join(pair.a.dataDir, "journal"), { recursive: true });
      const asideBefore = quarantines(pair.a.dataDir);
      inflict(directory, join(directory, "data.mdb"));
      await pair.a.start();
      await clustered(pair.a, pair.b);
      const one = await pair.a.attach("one");
      for (const [n, key] of keys.entries()) assert.equal((await readSoon(one, key))["v"], textOf(n));
      assert.equal((await one.set(dead, { v: "late" })).outcome, StoreResultOutcome.OUTCOME_DEAD);
      const status = await askAdmin.status(pair.a.runDir);
      const aside = quarantines(pair.a.dataDir);
      const fresh = aside.filter((found) => !asideBefore.includes(found));
      assert.equal(fresh.length, quarantined ? 1 : 0, pair.a.log.slice(-2_000));
      assert.ok(aside.length <= 2, "old quarantines must go");
      const told = status.events.filter((event) => fresh.some((path) => event.detail.includes(path)));
      assert.deepEqual(
        told.map((event) => event.kind),
        quarantined ? ["quarantined"] : [],
      );
      one.close();
    });
  }

  it("leaves a store alone that a newer version wrote, and says what to do", async () => {
    await pair.a.stop();
    const file = join(pair.a.dataDir, "grid", "data.mdb");
    const was = readFileSync(file);
    // LMDB's format is a word behind its magic number, in both meta pages.
    for (const page of [0, 16_384]) overwrite(file, page + 28, Buffer.from([99]));
    const asideBefore = quarantines(pair.a.dataDir);
    await assert.rejects(pair.a.start(), { code: "data_format_newer", message: /newer gyeot/ });
    assert.deepEqual(quarantines(pair.a.dataDir), asideBefore);
    writeFileSync(file, was);
    await pair.a.start();
    await clustered(pair.a, pair.b);
  });

  it("heals single damaged records without setting the store aside", async () => {
    await pair.a.stop();
    const file = join(pair.a.dataDir, "grid", "data.mdb");
    rmSync(join(pair.a.dataDir, "journal"), { recursive: true });
    const bytes = readFileSync(file);
    let flipped = 0;
    for (let n = 1; n < COUNT; n += 7) {
      const at = bytes.indexOf(Buffer.from(textOf(n)));
      if (at < 0) continue;
      overwrite(file, at + 20, Buffer.from([bytes[at + 20] as number | 0x80]));
      flipped += 1;
    }
    assert.ok(flipped > 0);
    const asideBefore = quarantines(pair.a.dataDir);
    await pair.a.start();
    await clustered(pair.a, pair.b);
    const one = await pair.a.attach("one");
    for (const [n, key] of keys.entries()) assert.equal((await readSoon(one, key))["v"], textOf(n));
    assert.deepEqual(quarantines(pair.a.dataDir), asideBefore);
    one.close();
  });
});

describe("a store that is damaged under a running member", () => {
  it("is found by the scrub, told apart from absence, and healed by the peer", async () => {
    const pair = await SidecarProcess.pair();
    try {
      await Promise.all([pair.a.start(), pair.b.start()]);
      await clustered(pair.a, pair.b);
      const one = await pair.a.attach("one");
      const key = AgentClient.key("rot");
      await one.set(key, { v: textOf(7) }, { create: true });
      await pause(1_500);
      one.close();
      // Started again, so that the record is not in memory; the scrub begins with it.
      await pair.a.stop();
      await pair.a.start();
      const file = join(pair.a.dataDir, "grid", "data.mdb");
      const bytes = readFileSync(file);
      const places: number[] = [];
      // Pages of earlier commits hold it too; which of them is in use only LMDB knows.
      for (let at = bytes.indexOf(textOf(7)); at >= 0; at = bytes.indexOf(textOf(7), at + 100))
        places.push(at);
      assert.ok(places.length > 0, "the store does not hold it yet");
      await clustered(pair.a, pair.b);
      for (const at of places) overwrite(file, at + 30, Buffer.from([0xff]));
      // Nobody asks for it: the scrub comes to it by itself. Its first round began with the start.
      await askAdmin.until(pair.a.runDir, ({ store }) => (store?.damagedFound ?? 0) > 0, 90_000);
      await askAdmin.until(pair.a.runDir, ({ store }) => store?.damagedNow === 0);
      const again = await pair.a.attach("one");
      assert.deepEqual(await readSoon(again, key), { v: textOf(7) });
      assert.deepEqual(await read(again, key), { v: textOf(7) });
      again.close();
    } finally {
      await Promise.all([pair.a.stop(), pair.b.stop()]);
      pair.remove();
    }
  });
});
