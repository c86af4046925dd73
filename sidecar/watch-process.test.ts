import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { Client, credentials, Metadata } from "@grpc/grpc-js";
import type { ApiDots, ApiLedger, ApiOverview, ApiTransaction } from "./http/api-types.ts";
import type { BatchInput } from "./rpc/gen/telemetry.ts";
import { telemetryMethods } from "./rpc/telemetry-methods.ts";
import { gridStub } from "./testing/grid-stub.ts";
import { ReportClient } from "./testing/report-client.ts";
import { telemetryBatch } from "./testing/telemetry-batch.ts";
import { type RunningWatch, watchRunner } from "./testing/watch-runner.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-watch-"));
const running = new Set<RunningWatch>();
after(async () => {
  for (const watch of running) {
    await watch.stop("SIGKILL");
  }
  rmSync(root, { recursive: true, force: true });
});

async function start(name: string, ...flags: string[]): Promise<RunningWatch> {
  const watch = await watchRunner([
    "--name",
    name,
    "--data-dir",
    join(root, name),
    "--http-port",
    "0",
    ...flags,
  ]);
  running.add(watch);
  watch.child.once("exit", () => running.delete(watch));
  return watch;
}

const token = (name: string): string => readFileSync(join(root, name, "run", "token"), "utf8").trim();

async function get<Body>(watch: RunningWatch, path: string): Promise<Body> {
  const response = await fetch(`${watch.url}${path}`);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as Body;
}

/** A test that waits for an answer that never comes must end, and say which. */
const options = { timeout: 240_000 };

describe("watch process", options, () => {
  it("takes an agent's stream and answers the page from it", async () => {
    const watch = await start("one", "--user-cookie", "KHANUSER");
    const agent = new ReportClient(`unix:${join(root, "one", "run", "telemetry.sock")}`, token("one"));
    const endMs = Date.now();
    agent.send(telemetryBatch({ seq: 1, was: "shop-1", endMs, count: 40, users: 9 }));
    agent.send(
      telemetryBatch({ seq: 2, was: "shop-1", endMs, count: 10, users: 9, firstId: 40, status: 500 }),
    );
    assert.ok(await agent.answered(2), JSON.stringify(agent.ended));
    assert.equal(agent.controls[0]?.userCookie, "KHANUSER");
    const range = `from=${endMs - 60_000}&to=${endMs + 60_000}`;
    const dots = await get<ApiDots>(watch, `/api/dots?${range}`);
    assert.equal(dots.total, 50);
    const whole = await get<ApiTransaction>(watch, `/api/transactions/${dots.id[0]}`);
    assert.equal(whole.calls[0]?.text, "select * from orders where user_id = ?");
    for (let tries = 0; ; tries++) {
      const overview = await get<ApiOverview>(watch, `/api/overview?${range}`);
      const count = overview.points.reduce((sum, point) => sum + point.count, 0);
      if (count === 50) {
        assert.equal(
          overview.points.reduce((sum, point) => sum + point.errors, 0),
          10,
        );
        assert.equal(overview.points[0]?.users.address, 9);
        assert.equal(overview.servers[0]?.was, "shop-1");
        break;
      }
      assert.ok(tries < 50, `the bucket closed with ${count}`);
      await delay(100);
    }
    const ledger = await get<ApiLedger>(watch, "/api/ledger");
    assert.deepEqual([ledger.agents[0]?.stored, ledger.agents[0]?.pending], [50, 0]);
    agent.close();
    await watch.stop();
  });

  it("has every acknowledged transaction after kill -9 in mid-stream, once", async () => {
    let watch = await start("killed");
    const socket = `unix:${join(root, "killed", "run", "telemetry.sock")}`;
    const agent = new ReportClient(socket, token("killed"));
    const fromMs = Date.now() - 60_000;
    let sent = 0;
    const each = 25;
    for (; sent < 60; sent++) {
      const firstId = sent * each;
      agent.send(
        telemetryBatch({ seq: sent + 1, was: "w", endMs: Date.now(), count: each, users: 9, firstId }),
      );
      await delay(50);
    }
    await watch.stop("SIGKILL");
    const acknowledged = agent.controls.length;
    agent.close();
    assert.ok(acknowledged > 10, `${acknowledged} batches were acknowledged`);
    watch = await start("killed");
    // The agent sends again what was not acknowledged, and a little more: what it cannot know arrived.
    const again = new ReportClient(socket, token("killed"));
    const first = Math.max(0, acknowledged - 3);
    for (let batch = first; batch < sent; batch++) {
      const seq = batch - first + 1;
      const firstId = batch * each;
      again.send(telemetryBatch({ seq, was: "w", endMs: Date.now(), count: each, users: 9, firstId }));
    }
    assert.ok(await again.answered(sent - first), JSON.stringify(again.ended));
    again.close();
    await delay(3_500);
    const range = `from=${fromMs}&to=${Date.now() + 10_000}`;
    const overview = await get<ApiOverview>(watch, `/api/overview?${range}`);
    const counted = overview.points.reduce((sum, point) => sum + point.count, 0);
    assert.equal(counted, sent * each);
    assert.equal((await get<ApiDots>(watch, `/api/dots?${range}`)).total, sent * each);
    const [account] = (await get<ApiLedger>(watch, "/api/ledger")).agents;
    assert.deepEqual([account?.created, account?.stored, account?.pending], [sent * each, sent * each, 0]);
    await watch.stop();
  });

  it("closes the stream of an agent that makes no sense, and serves the others", async () => {
    const watch = await start("hostile");
    const socket = `unix:${join(root, "hostile", "run", "telemetry.sock")}`;
    const good = telemetryBatch({ seq: 1, was: "w", endMs: Date.now(), count: 3, users: 2 });
    const expectEnd = async (what: string, secret: string, batch: BatchInput | null, status: number) => {
      const agent = new ReportClient(socket, secret);
      if (batch !== null) {
        agent.send(batch);
      }
      assert.equal(await agent.answered(1), false, what);
      assert.equal(agent.ended?.code, status, `${what}: ${agent.ended?.details}`);
      agent.close();
    };
    const secret = token("hostile");
    await expectEnd("a wrong token", "00".repeat(32), good, 16);
    await expectEnd("no token", "", good, 16);
    await expectEnd("no hello", secret, { ...good, hello: null }, 3);
    await expectEnd("a skipped number", secret, { ...good, seq: 7 }, 3);
    await expectEnd("an unknown string", secret, { ...good, strings: [] }, 3);
    await expectEnd(
      "a column cut short",
      secret,
      { ...good, transactions: { ...good.transactions, status: [1] } },
      3,
    );
    await expectEnd("a newer protocol", secret, { ...good, hello: { ...good.hello, protocol: 9 } }, 9);
    await expectEnd("a nameless WAS", secret, { ...good, hello: { ...good.hello, was: "" } }, 3);
    const raw = new Client(socket, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set("gyeot-token", secret);
    for (const bytes of [
      Buffer.alloc(100, 0xff),
      Buffer.from("0a0a0a0a0a", "hex"),
      Buffer.alloc(9 * 1024 * 1024),
    ]) {
      const identity = (each: Buffer): Buffer => each;
      const path = "/gyeot.telemetry.v1.TelemetryService/Report";
      const call = raw.makeBidiStreamRequest(path, identity, identity, metadata);
      const ended = new Promise<number>((resolve) =>
        call.on("error", (e: Error & { code?: number }) => resolve(e.code ?? -1)),
      );
      call.on("data", () => {});
      call.write(bytes);
      const status = await Promise.race([ended, delay(5_000, -2, { ref: false })]);
      assert.ok(status === 3 || status === 8, `${bytes.length} bytes: ${status}`);
    }
    raw.close();
    const agent = new ReportClient(socket, secret);
    agent.send(good);
    assert.ok(await agent.answered(1));
    agent.close();
    const metrics = await (await fetch(`${watch.url}/metrics`)).text();
    assert.match(metrics, /gyeot_watch_malformed_messages_total [1-9]/);
    assert.match(metrics, /gyeot_watch_malformed_batches_total [1-9]/);
    await watch.stop();
  });

  it("shows the whole pair on both pages, also after one of them died, and catches up", async () => {
    const key = join(root, "cluster.key");
    writeFileSync(key, "5a".repeat(32), { mode: 0o600 });
    const pair = ["--mode", "pair", "--peer", "127.0.0.1:1", "--cluster-key-file", key];
    let a = await start("pair-a", ...pair);
    const b = await start("pair-b", ...pair);
    const admins = await Promise.all([
      gridStub(join(root, "pair-a", "run", "admin.sock"), () => [["pair-b", b.watch]]),
      gridStub(join(root, "pair-b", "run", "admin.sock"), () => [["pair-a", a.watch]]),
    ]);
    const fromMs = Date.now() - 60_000;
    const range = (): string => `from=${fromMs}&to=${Date.now() + 10_000}`;
    const report = async (name: string, count: number, firstId: number): Promise<void> => {
      const agent = new ReportClient(`unix:${join(root, name, "run", "telemetry.sock")}`, token(name));
      agent.send(
        telemetryBatch({
          seq: 1,
          was: `was-${name}`,
          endMs: Date.now(),
          count,
          users: 5,
          firstId,
          greet: true,
        }),
      );
      assert.ok(await agent.answered(1), JSON.stringify(agent.ended));
      agent.close();
    };
    const counts = async (watch: RunningWatch): Promise<[number, number, number]> => {
      const overview = await get<ApiOverview>(watch, `/api/overview?${range()}`);
      const counted = overview.points.reduce((sum, point) => sum + point.count, 0);
      const dots = await get<ApiDots>(watch, `/api/dots?${range()}`);
      return [counted, dots.total, overview.servers.length];
    };
    const reach = async (watch: RunningWatch, wanted: [number, number, number]): Promise<void> => {
      let seen: [number, number, number] = [0, 0, 0];
      for (let tries = 0; tries < 150 && String(seen) !== String(wanted); tries++) {
        await delay(100);
        seen = await counts(watch);
      }
      assert.deepEqual(seen, wanted);
    };
    await report("pair-a", 30, 0);
    await report("pair-b", 12, 0);
    await reach(a, [42, 42, 2]);
    await reach(b, [42, 42, 2]);
    // Users are merged, not added: both WAS served the same five addresses.
    const overview = await get<ApiOverview>(b, `/api/overview?${range()}`);
    assert.equal(overview.concurrent.address.count, 5);
    assert.deepEqual(overview.completeness, { reported: 2, known: 2 });
    const dots = await get<ApiDots>(b, `/api/dots?${range()}`);
    const ofA = dots.id[dots.was.indexOf(dots.wases.indexOf("was-pair-a"))] as string;
    const whole = await get<ApiTransaction>(b, `/api/transactions/${ofA}`);
    assert.deepEqual([whole.calls.length, whole.missing], [1, []]);

    await a.stop("SIGKILL");
    const alone = await get<ApiTransaction>(b, `/api/transactions/${ofA}`);
    assert.deepEqual([alone.calls.length, alone.missing, alone.path], [0, ["pair-a"], "/shop/orders"]);
    assert.deepEqual(await counts(b), [42, 42, 2]);
    await report("pair-b", 8, 100);
    a = await start("pair-a", ...pair);
    await report("pair-a", 5, 100);
    await reach(a, [55, 55, 2]);
    await reach(b, [55, 55, 2]);

    // Who does not hold the key follows nobody.
    const stranger = new Client(b.watch, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = telemetryMethods.follow;
    const request = { node: "x", nowMs: Date.now(), mac: Buffer.alloc(32), afterSeq: 0 };
    const call = stranger.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
    const status = await new Promise((resolve) =>
      call.on("error", (e: Error & { code?: number }) => resolve(e.code)),
    );
    assert.equal(status, 16);
    stranger.close();
    for (const admin of admins) {
      admin.forceShutdown();
    }
    await Promise.all([a.stop(), b.stop()]);
  });
});
