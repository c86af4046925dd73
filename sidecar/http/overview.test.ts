import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import { systemClock } from "../base/system-clock.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { Telemetry } from "../telemetry/telemetry.ts";
import { quietLog } from "../testing/quiet-log.ts";
import type { ApiGrid } from "./api-types.ts";
import type { GridAdmin } from "./grid-admin.ts";
import { GridWatch } from "./grid-watch.ts";
import { Overview } from "./overview.ts";

const identity = {
  protocol: 1,
  was: "shop-2",
  server: "Apache Tomcat/10.1.59",
  jvm: "17",
  pid: 1,
  startedMs: 1,
  agentVersion: "0.1.0",
  incarnation: "x",
  sessionHook: "tomcat-10.1",
};

describe("overview", () => {
  it("calls a server down, not late, when its whole host is gone", async () => {
    const clock = systemClock;
    const log = quietLog();
    const telemetry = new Telemetry({
      ...{ node: "a", store: openMemoryStore(), clock, log, metrics: new MetricsRegistry() },
      ...{ retentionDays: 30, newId: "log" },
    });
    let state: ApiGrid["members"][number]["state"] = "alive";
    const member = { address: "", sinceMs: 0, roundTripUs: 0, clockSkewMs: 0, syncing: false };
    const admin: Pick<GridAdmin, "grid"> = {
      grid: async () =>
        ({ state: "degraded", members: [{ ...member, node: "b", state }], events: [] }) as unknown as ApiGrid,
    };
    const grid = new GridWatch({ admin: admin as GridAdmin, node: "a", clock, log });
    const peer = () => ({ node: "b", connected: false });
    const overview = new Overview({ node: "a", telemetry, grid, clock, peer, userKey: "session" });
    const totals = { created: 0, stored: 0, dropped: [] };
    const seenMs = clock.nowMs() - 8_000;
    const agent = { identity, attached: true, seenMs, gauges: null, ...totals };
    await telemetry.peers.apply("b", [{ kind: "agent", state: agent }], { logId: "x", seq: 1 });
    await grid.look();
    assert.deepEqual(
      overview.servers().map((server) => [server.was, server.node, server.state]),
      [["shop-2", "b", "stale"]],
    );
    state = "dead";
    await grid.look();
    assert.equal(overview.servers()[0]?.state, "down");
    assert.deepEqual(overview.completeness(), { reported: 1, known: 2 });
    const { ko, level, sinceMs } = overview.sentence();
    assert.deepEqual([level, sinceMs], ["bad", seenMs]);
    assert.match(ko, /shop-2 서버가 응답하지 않습니다/);
  });
});
