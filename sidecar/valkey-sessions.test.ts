import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { versions } from "./grid/versions.ts";
import { LoadResultOutcome, StoreResultOutcome, type Version } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";
import { ValkeyServers } from "./testing/valkey-servers.ts";
import { keySlot } from "./valkey/key-slot.ts";

const { OUTCOME_FOUND, OUTCOME_ABSENT, OUTCOME_DEAD, OUTCOME_NOT_MODIFIED } = LoadResultOutcome;
const { OUTCOME_ACKNOWLEDGED } = StoreResultOutcome;
const DEAD = StoreResultOutcome.OUTCOME_DEAD;

const missing = ValkeyServers.missing();

describe("sessions in a cluster of three masters and three replicas, two sidecars", { skip: missing }, () => {
  let servers: ValkeyServers | null = null;
  const directory = mkdtempSync(join(tmpdir(), "gyeot-valkey-"));
  const sidecars: SidecarProcess[] = [];
  let left: AgentClient;
  let right: AgentClient;
  let count = 0;
  const newKey = (): Buffer => {
    count += 1;
    return AgentClient.key(`session ${count}`);
  };

  before(async () => {
    await ValkeyServers.start({ settings: ["--min-replicas-to-write", "1"] }, (made) => {
      servers = made;
    });
    const flags = ["--engine", "valkey", "--valkey-nodes", servers?.nodes ?? ""];
    for (const name of ["a", "b"]) sidecars.push(new SidecarProcess({ name, directory, flags }));
    await Promise.all(sidecars.map((sidecar) => sidecar.start()));
    left = await (sidecars[0] as SidecarProcess).attach("was-a");
    right = await (sidecars[1] as SidecarProcess).attach("was-b");
  });

  after(async () => {
    left?.close();
    right?.close();
    await Promise.all(sidecars.map((sidecar) => sidecar.kill()));
    await servers?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  it("says what is promised, and who is there", async () => {
    const status = await askAdmin.until(
      (sidecars[0] as SidecarProcess).runDir,
      (each) => each.state === "clustered",
    );
    assert.equal(status.mode, "valkey");
    assert.match(status.guarantee, /held by a master of Valkey and 1 replica; WAIT said so/);
    assert.match(status.guarantee, /Not promised: a failover may pick a replica that lacks it/);
    assert.match(status.guaranteeKo, /보장하지 않는 것/);
    assert.equal(status.members.filter(({ node }) => node.startsWith("valkey master")).length, 3);
    assert.equal(status.members.filter(({ node }) => node.startsWith("valkey replica")).length, 3);
    const welcome = await left.welcome;
    assert.equal(welcome.leaseMs, 0, "no lease that cannot be proven");
  });

  it("gives the next request at the other sidecar what was acknowledged", async () => {
    const key = newKey();
    const saved = await left.set(key, { cart: "apple", user: "kim" }, { create: true });
    assert.equal(saved.outcome, OUTCOME_ACKNOWLEDGED);
    assert.deepEqual(await sessions.read(right, key), { cart: "apple", user: "kim" });
    await right.set(key, { cart: "pear" }, { base: (await right.load(key)).version });
    assert.deepEqual(await sessions.read(left, key), { cart: "pear", user: "kim" });
  });

  it("moves only what changed to who names the version it has", async () => {
    const key = newKey();
    const first = await left.set(key, { a: "1", b: "2", c: "3" }, { create: true });
    const same = await right.load(key, first.version);
    assert.equal(same.outcome, OUTCOME_NOT_MODIFIED);
    assert.equal(same.attributes.length, 0);
    assert.equal(same.meta?.was, "was-a");
    await right.set(key, { b: "two" }, { base: first.version, removed: ["c"] });
    const changed = await left.load(key, first.version);
    assert.equal(changed.outcome, OUTCOME_FOUND);
    assert.equal(changed.delta, true);
    assert.deepEqual(
      changed.attributes.map(({ name }) => name),
      ["b"],
    );
    assert.deepEqual(changed.removed, ["c"]);
    const stranger: Version = { ...(first.version as Version), node: "lost by a failover" };
    const whole = await left.load(key, stranger);
    assert.equal(whole.delta, false, "a version nobody knows of is given everything");
    assert.equal(whole.attributes.length, 2);
  });

  it("keeps both of two changes of different attributes, and tells who had not seen the other", async () => {
    const key = newKey();
    const { version } = await left.set(key, { a: "1" }, { create: true });
    const one = await left.set(key, { b: "left" }, { base: version });
    const two = await right.set(key, { c: "right" }, { base: version });
    assert.equal(one.stale, false);
    assert.equal(two.stale, true);
    assert.deepEqual(await sessions.read(left, key), { a: "1", b: "left", c: "right" });
  });

  it("gives versions an agent can tell the older one of, whichever sidecar it wrote through", async () => {
    const key = newKey();
    const first = (await left.set(key, { a: "1" }, { create: true })).version as Version;
    const second = (await right.set(key, { a: "2" }, { base: first })).version as Version;
    const loaded = await left.load(key);
    assert.equal(second.node, first.node);
    assert.ok(versions.compare(second, first) > 0);
    assert.ok(
      versions.equal(loaded.attributes[0]?.version ?? null, second),
      "an attribute names the write it came from",
    );
  });

  it("does an operation once, however often it is sent, and at whichever sidecar", async () => {
    const key = newKey();
    const { version } = await left.set(key, { n: "0" }, { create: true });
    const again = await (sidecars[1] as SidecarProcess).attach("was-a", { incarnation: left.incarnation });
    const first = await left.set(key, { n: "1" }, { base: version, operation: 77 });
    await right.set(key, { n: "2" }, { base: first.version });
    const repeated = await again.set(key, { n: "1" }, { base: version, operation: 77, ageMs: 500 });
    again.close();
    assert.equal(repeated.outcome, OUTCOME_ACKNOWLEDGED);
    assert.equal(repeated.stale, true);
    assert.deepEqual(await sessions.read(left, key), { n: "2" });
  });

  it("lets a change that comes late undo nothing", async () => {
    const key = newKey();
    const { version } = await left.set(key, { n: "0" }, { create: true });
    await right.set(key, { n: "2" }, { base: version });
    await left.set(key, { n: "1", own: "x" }, { base: version, ageMs: 60_000 });
    assert.deepEqual(await sessions.read(left, key), { n: "2", own: "x" });
  });

  it("lets nothing bring a dead session back", async () => {
    const key = newKey();
    const { version } = await left.set(key, { a: "1" }, { create: true });
    assert.equal((await left.invalidate(key)).outcome, OUTCOME_ACKNOWLEDGED);
    assert.equal((await right.load(key)).outcome, OUTCOME_DEAD);
    assert.equal((await right.set(key, { a: "2" }, { base: version })).outcome, DEAD);
    assert.equal((await right.set(key, { a: "2" }, { create: true })).outcome, DEAD);
    assert.equal((await right.load(key)).outcome, OUTCOME_DEAD);
    const unborn = newKey();
    await left.invalidate(unborn);
    assert.equal((await right.set(unborn, { a: "1" }, { create: true })).outcome, DEAD);
  });

  it("finds a session while its slot is moved to another master, and after", async () => {
    const key = newKey();
    const saved = await left.set(key, { a: "1" }, { create: true });
    const slot = keySlot(key.toString("hex"));
    const call = (index: number, ...words: [string, ...string[]]) =>
      (servers as ValkeyServers).call(index, ...words);
    const from = Math.min(2, Math.floor(slot / (16_384 / 3)));
    const to = (from + 1) % 3;
    const [fromId, toId] = [
      String(await call(from, "CLUSTER", "MYID")),
      String(await call(to, "CLUSTER", "MYID")),
    ];
    await call(to, "CLUSTER", "SETSLOT", String(slot), "IMPORTING", fromId);
    await call(from, "CLUSTER", "SETSLOT", String(slot), "MIGRATING", toId);
    assert.deepEqual(await sessions.read(right, key), { a: "1" }, "still there");
    const port = String((servers as ValkeyServers).ports[to]);
    await call(from, "MIGRATE", "127.0.0.1", port, `gyeot:{${key.toString("hex")}}`, "0", "5000");
    assert.deepEqual(await sessions.read(right, key), { a: "1" }, "by ASK");
    const again = await left.set(key, { b: "2" }, { base: saved.version });
    assert.equal(again.outcome, OUTCOME_ACKNOWLEDGED);
    for (const index of [to, from]) await call(index, "CLUSTER", "SETSLOT", String(slot), "NODE", toId);
    assert.deepEqual(await sessions.read(right, key), { a: "1", b: "2" }, "by MOVED");
    assert.equal((await right.set(key, { c: "3" })).outcome, OUTCOME_ACKNOWLEDGED);
  });

  it("says absent only of what is nowhere, and wants it whole then", async () => {
    const key = newKey();
    assert.equal((await left.load(key)).outcome, OUTCOME_ABSENT);
    const base = { ms: 1, counter: 0, node: "a" };
    await assert.rejects(left.set(key, { a: "1" }, { base }), { code: "session_absent" });
  });

  it("moves a session to another id in another slot, and the old one is dead", async () => {
    for (let round = 0; round < 8; round += 1) {
      const [oldKey, movedKey] = [newKey(), newKey()];
      const { version } = await left.set(oldKey, { a: "1" }, { create: true });
      const moved = await left.changeId(oldKey, movedKey);
      assert.equal(moved.outcome, OUTCOME_ACKNOWLEDGED);
      assert.deepEqual(await sessions.read(right, movedKey), { a: "1" });
      assert.equal((await right.load(oldKey)).outcome, OUTCOME_DEAD);
      assert.equal((await right.set(oldKey, { a: "2" }, { base: version })).outcome, DEAD);
      assert.equal((await left.load(movedKey, moved.version)).outcome, OUTCOME_NOT_MODIFIED);
    }
  });

  it("expires what is idle, and only that", async () => {
    const key = newKey();
    const meta = {
      app: "/",
      createdMs: 1,
      lastAccessMs: Date.now(),
      maxInactiveS: 1,
      was: "was-a",
      container: [],
    };
    await left.set(key, { a: "1" }, { create: true, meta });
    const soon = await left.expireIfIdle(key, Date.now());
    assert.equal(soon.expired, false);
    assert.ok(Math.abs(soon.lastAccessMs - Date.now()) < 1_000);
    right.touch(key, Date.now() + 400);
    await sessions.pause(2_600);
    const late = await left.expireIfIdle(key, 0);
    assert.equal(late.expired, true);
    assert.equal((await right.load(key)).outcome, OUTCOME_DEAD);
    assert.equal((await left.expireIfIdle(key, 0)).gone, true);
  });

  it("kills from the console, at every sidecar, and one agent fires the listeners", async () => {
    const key = newKey();
    await left.set(key, { a: "1" }, { create: true });
    await right.load(key);
    const [first, second] = [left.kills.length, right.kills.length];
    assert.equal(await askAdmin.kill((sidecars[1] as SidecarProcess).runDir, key), "killed");
    await until(() => left.kills.length > first && right.kills.length > second);
    assert.equal(left.kills.at(-1)?.fireListeners, true, "it saved last");
    assert.equal(right.kills.at(-1)?.fireListeners, false);
    assert.equal((await left.load(key)).outcome, OUTCOME_DEAD);
    assert.equal(await askAdmin.kill((sidecars[1] as SidecarProcess).runDir, key), "already_dead");
    assert.equal(await askAdmin.kill((sidecars[1] as SidecarProcess).runDir, newKey()), "absent");
  });

  it("lets another agent that had the session fire the listeners when the one that saved last is gone", async () => {
    const key = newKey();
    const gone = await (sidecars[0] as SidecarProcess).attach("was-gone");
    await gone.set(key, { a: "1" }, { create: true });
    await right.load(key);
    gone.close();
    const before = right.kills.length;
    assert.equal(await askAdmin.kill((sidecars[0] as SidecarProcess).runDir, key), "killed");
    await until(() => right.kills.length > before);
    assert.equal(right.kills.at(-1)?.fireListeners, true);
  });

  it("shows a session with names and sizes, never values", async () => {
    const key = newKey();
    const container = [{ name: "principal", value: Buffer.from("secret"), type: "P" }];
    const meta = {
      app: "/shop",
      createdMs: 5,
      lastAccessMs: Date.now(),
      maxInactiveS: 60,
      user: "lee",
      container,
    };
    const localOnly = [{ name: "socket", type: "java.net.Socket" }];
    await left.set(key, { cart: "12345" }, { create: true, meta, localOnly });
    const detail = await askAdmin.inspect((sidecars[1] as SidecarProcess).runDir, key);
    assert.equal(detail.found, true);
    assert.equal(detail.summary?.user, "lee");
    assert.equal(detail.summary?.copies, 2);
    const sizes = Object.fromEntries(detail.attributes.map(({ name, bytes }) => [name, bytes]));
    assert.deepEqual(sizes, { cart: 5, "(principal)": 6, socket: 0 });
    const loaded = await right.load(key);
    assert.equal(Buffer.from(loaded.meta?.container[0]?.value ?? []).toString(), "secret");
  });

  it("refuses what is too large, and keeps what was there", async () => {
    const key = newKey();
    const { version } = await left.set(key, { a: "1" }, { create: true });
    const big = { big: "x".repeat(33 * 1024 * 1024) };
    await assert.rejects(left.set(key, big, { base: version }), { code: "session_too_large" });
    assert.deepEqual(await sessions.read(right, key), { a: "1" });
    const value = "y".repeat(5 * 1024 * 1024);
    assert.equal((await left.set(key, { five: value }, { base: version })).outcome, OUTCOME_ACKNOWLEDGED);
    assert.equal((await sessions.read(right, key))["five"]?.length, value.length);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await sessions.pause(50);
  assert.ok(holds());
}
