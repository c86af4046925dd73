import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { ApiDots, ApiLedger, ApiOverview, ApiTransaction } from "./http/api-types.ts";
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

describe("watch process", () => {
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
});
