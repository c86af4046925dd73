import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { LoadResultOutcome, StoreResultOutcome } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

type Pair = Awaited<ReturnType<typeof SidecarProcess.pair>>;

const { clustered, read, readSoon, pause } = sessions;
const { OUTCOME_ACKNOWLEDGED, OUTCOME_DEGRADED, OUTCOME_DEAD } = StoreResultOutcome;

function rssBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}

describe("a pair of grid processes", () => {
  let pair: Pair;
  let one: AgentClient;
  let two: AgentClient;
  before(async () => {
    pair = await SidecarProcess.pair({ flags: ["--session-bytes-max", "8000000"] });
    await Promise.all([pair.a.start(), pair.b.start()]);
    await clustered(pair.a, pair.b);
    one = await pair.a.attach("one");
    two = await pair.b.attach("two", { tcp: true });
  });
  beforeEach(async () => {
    // A sidecar that did not run for a while, as on a busy machine, makes its agents attach again.
    if (one.ended) one = await pair.a.attach("one");
    if (two.ended) two = await pair.b.attach("two");
  });
  after(async () => {
    one?.close();
    two?.close();
    await Promise.all([pair.a.stop(), pair.b.stop()]);
    pair.remove();
  });

  it("gives a write to both, and the next read anywhere sees it", async () => {
    const key = AgentClient.key("s1");
    const saved = await one.set(key, { cart: "3", user: "kim" }, { create: true });
    assert.notEqual(saved.outcome, OUTCOME_DEAD);
    assert.deepEqual(await read(two, key), { cart: "3", user: "kim" });
    const seen = await two.load(key);
    const again = await two.load(key, seen.version);
    assert.equal(again.outcome, LoadResultOutcome.OUTCOME_NOT_MODIFIED);
    const next = await one.set(key, { cart: "4" }, { base: saved.version });
    assert.equal(next.stale, false);
    assert.ok(two.stale.includes(key.toString("hex")), "the other agent was not told before the answer");
    const delta = await two.load(key, seen.version);
    assert.equal(delta.delta, true);
    assert.deepEqual(
      delta.attributes.map(({ name, value }) => `${name}=${Buffer.from(value)}`),
      ["cart=4"],
    );
  });

  it("tells a writer that someone else changed the session after its base", async () => {
    const key = AgentClient.key("s2");
    const first = await one.set(key, { a: "1" }, { create: true });
    await two.load(key);
    await two.set(key, { b: "1" });
    const second = await one.set(key, { a: "2" }, { base: first.version });
    assert.equal(second.stale, true);
    assert.deepEqual(await read(two, key), { a: "2", b: "1" });
  });

  it("takes an operation that is sent again once, also at the other sidecar", async () => {
    const key = AgentClient.key("s3");
    await one.set(key, { n: "1" }, { create: true, operation: 1 });
    await two.set(key, { n: "2" });
    const same = await pair.b.attach("one", { incarnation: one.incarnation });
    const again = await same.set(key, { n: "1" }, { create: true, operation: 1 });
    assert.notEqual(again.outcome, OUTCOME_DEAD);
    assert.deepEqual(await read(two, key), { n: "2" });
    same.close();
  });

  it("keeps the dead dead: after an invalidation every later write is refused everywhere", async () => {
    const key = AgentClient.key("s4");
    await one.set(key, { a: "1" }, { create: true });
    await two.load(key);
    await one.invalidate(key);
    assert.equal((await two.load(key)).outcome, LoadResultOutcome.OUTCOME_DEAD);
    assert.equal((await two.set(key, { a: "2" })).outcome, OUTCOME_DEAD);
    assert.equal((await one.set(key, { a: "2" }, { create: true })).outcome, OUTCOME_DEAD);
    assert.ok(two.kills.some((kill) => Buffer.from(kill.key).equals(key) && !kill.fireListeners));
  });

  it("moves a session to another id in one step", async () => {
    const [oldKey, newKey] = [AgentClient.key("s5"), AgentClient.key("s5-new")];
    await one.set(oldKey, { cart: "7" }, { create: true });
    await one.changeId(oldKey, newKey);
    assert.deepEqual(await read(two, newKey), { cart: "7" });
    assert.equal((await two.load(oldKey)).outcome, LoadResultOutcome.OUTCOME_DEAD);
  });

  it("kills from the console: exactly one agent fires the listeners", async () => {
    const key = AgentClient.key("s6");
    await one.set(key, { a: "1" }, { create: true });
    await two.load(key);
    assert.equal(await askAdmin.kill(pair.b.runDir, key), "killed");
    await pause(100);
    const fired = [...one.kills, ...two.kills].filter((kill) => Buffer.from(kill.key).equals(key));
    assert.deepEqual(fired.filter((kill) => kill.fireListeners).length, 1);
    assert.ok(
      one.kills.some((kill) => kill.fireListeners && Buffer.from(kill.key).equals(key)),
      "not the last writer",
    );
    assert.equal(await askAdmin.kill(pair.a.runDir, key), "already_dead");
    assert.equal(await askAdmin.kill(pair.a.runDir, AgentClient.key("never")), "absent");
  });

  it("does not expire a session that was used elsewhere, and expires one that is idle everywhere", async () => {
    const key = AgentClient.key("s7");
    const longAgo = Date.now() - 100_000;
    const meta = {
      app: "/",
      createdMs: longAgo,
      lastAccessMs: longAgo,
      maxInactiveS: 60,
      was: "one",
      container: [],
    };
    await one.store({ key, create: true, meta, attributes: [] });
    two.touch(key, Date.now());
    await pause(50);
    const used = await one.expireIfIdle(key, longAgo);
    assert.deepEqual([used.expired, used.gone], [false, false]);
    assert.ok(used.lastAccessMs > longAgo);
    const idle = AgentClient.key("s8");
    await one.store({ key: idle, create: true, meta, attributes: [] });
    assert.equal((await one.expireIfIdle(idle, longAgo)).expired, true);
    assert.equal((await two.expireIfIdle(idle, longAgo)).gone, true);
  });

  it("carries an attribute of 5 MB in pieces, and shows its size but not its value", async () => {
    const key = AgentClient.key("s9");
    const value = Buffer.alloc(5_000_000, "x");
    const attributes = [{ name: "big", value, type: "byte[]" }];
    const saved = await one.store({ key, create: true, attributes });
    assert.notEqual(saved.outcome, OUTCOME_DEAD);
    await clustered(pair.a, pair.b);
    const loaded = await two.load(key);
    assert.ok(value.equals(loaded.attributes[0]?.value ?? Buffer.alloc(0)), `outcome ${loaded.outcome}`);
    const small = await one.set(key, { small: "1" });
    assert.notEqual(small.outcome, OUTCOME_DEAD);
    const detail = await askAdmin.inspect(pair.b.runDir, key);
    assert.equal(detail.attributes.find(({ name }) => name === "big")?.bytes, 5_000_000);
    const tooLarge = [{ name: "big", value: Buffer.alloc(9_000_000), type: "byte[]" }];
    await assert.rejects(one.store({ key, attributes: tooLarge }), { code: "session_too_large" });
    assert.equal((await two.load(key)).attributes.length, 2);
  });

  it("closes the stream of a hostile agent and nothing else; memory stays flat", async () => {
    const beforeBytes = rssBytes(pair.a.pid);
    for (let round = 0; round < 60; round += 1) {
      const hostile = await pair.a.attach(`hostile-${round % 3}`, { renew: false, tcp: round % 2 === 0 });
      const garbage = Buffer.from(Array.from({ length: 2_000 }, (_, i) => (i * 31 + round * 17) & 0xff));
      const frames = [
        garbage,
        Buffer.from([0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
        { seq: 1, load: { key: Buffer.alloc(3) } },
        { seq: 1, chunk: { piece: Buffer.from([1, 2, 3]), last: true } },
        { seq: 2, hello: { protocol: 1, was: "x" } },
        { seq: 0 },
      ];
      hostile.send(frames[round % frames.length] as Buffer);
      const reason = await Promise.race([hostile.closed, pause(5_000).then(() => "still open")]);
      assert.match(reason, /invalid_argument/, `round ${round}`);
      hostile.close();
    }
    const strange = new AgentClient({
      address: `unix:${pair.a.runDir.sessionSocket}`,
      token: "bad",
      was: "x",
    });
    assert.match(await strange.closed, /token/);
    strange.close();
    assert.deepEqual(await read(two, AgentClient.key("s1")), { cart: "4", user: "kim" });
    assert.ok(rssBytes(pair.a.pid) - beforeBytes < 100 * 1024 * 1024, "memory grew");
  });

  it("survives garbage on the peer port", async () => {
    for (const bytes of [
      Buffer.alloc(100_000, 0x41),
      Buffer.from("GET / HTTP/1.1\r\n\r\n"),
      Buffer.alloc(0),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(pair.a.peerPort, "127.0.0.1", () => socket.write(bytes));
        socket.on("close", () => resolve());
        socket.on("error", () => resolve());
        setTimeout(() => socket.destroy(), 200);
      });
    }
    assert.deepEqual(await read(two, AgentClient.key("s1")), { cart: "4", user: "kim" });
  });

  it("acknowledges degraded while the peer is stopped, and the peer serves nothing old when it wakes", async () => {
    const key = AgentClient.key("s10");
    await one.set(key, { n: "0", mine: "0" }, { create: true });
    await read(two, key);
    pair.b.signal("SIGSTOP");
    const startMs = performance.now();
    const first = await one.set(key, { n: "1" });
    const waitedMs = performance.now() - startMs;
    assert.equal(first.outcome, OUTCOME_DEGRADED);
    // The leases of the stopped side's agents must be over first.
    assert.ok(waitedMs > 250, `acknowledged after ${waitedMs} ms`);
    for (let n = 2; n <= 20; n += 1) await one.set(key, { n: String(n) });
    await pause(1_500);
    // What lies in the socket of the stopped process is too old to be done when it wakes.
    const zombie = two.set(key, { n: "zombie" }).catch(() => null);
    await pause(1_000);
    await one.set(key, { n: "21" });
    pair.b.signal("SIGCONT");
    await zombie;
    const fresh = await pair.b.attach("two");
    const seen = await readSoon(fresh, key);
    assert.equal(seen["n"], "21");
    await clustered(pair.a, pair.b);
    assert.equal((await read(fresh, key))["n"], "21");
    assert.equal((await read(one, key))["n"], "21");
    fresh.close();
    two = await pair.b.attach("two");
  });

  it("loses nothing that was acknowledged when both are killed at once", async () => {
    await clustered(pair.a, pair.b);
    const acknowledged = new Map<string, number>();
    let running = true;
    const user = async (agent: AgentClient, name: string): Promise<void> => {
      const key = AgentClient.key(name);
      for (let n = 1; running; n += 1) {
        try {
          const { outcome } = await agent.set(key, { n: String(n) }, n === 1 ? { create: true } : {});
          if (outcome === OUTCOME_ACKNOWLEDGED) acknowledged.set(name, n);
        } catch {
          return;
        }
      }
    };
    const users = ["k1", "k2", "k3", "k4"].map((name, i) => user(i % 2 === 0 ? one : two, name));
    await pause(700);
    pair.a.signal("SIGKILL");
    pair.b.signal("SIGKILL");
    await Promise.all([pair.a.kill(), pair.b.kill()]);
    running = false;
    await Promise.all(users);
    assert.ok(acknowledged.size > 0, "nothing was acknowledged before the kill");
    await Promise.all([pair.a.start(), pair.b.start()]);
    await clustered(pair.a, pair.b);
    one = await pair.a.attach("one");
    two = await pair.b.attach("two");
    for (const [name, n] of acknowledged) {
      for (const agent of [one, two]) {
        const seen = Number((await read(agent, AgentClient.key(name)))["n"]);
        assert.ok(seen >= n, `${name}: ${n} was acknowledged, ${seen} is there`);
      }
    }
  });

  it("serves from the survivor when one is killed, and the one that comes back catches up", async () => {
    const key = AgentClient.key("s11");
    await two.set(key, { n: "1" }, { create: true });
    await pair.b.kill();
    assert.deepEqual(await readSoon(one, key), { n: "1" });
    const alone = await one.set(key, { n: "2" });
    assert.equal(alone.outcome, OUTCOME_DEGRADED);
    const gone = AgentClient.key("s12");
    await one.set(gone, { n: "1" }, { create: true });
    await one.invalidate(gone);
    await pair.b.start();
    await clustered(pair.a, pair.b);
    two = await pair.b.attach("two");
    assert.deepEqual(await read(two, key), { n: "2" });
    assert.equal((await two.load(gone)).outcome, LoadResultOutcome.OUTCOME_DEAD);
    const { events } = await askAdmin.status(pair.a.runDir);
    assert.ok(events.some(({ kind }) => kind === "member_dead"));
    assert.ok(events.some(({ kind, durationMs }) => kind === "clustered" && durationMs > 0));
  });
});
