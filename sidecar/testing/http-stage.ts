import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import { systemClock } from "../base/system-clock.ts";
import type { ApiMeta } from "../http/api-types.ts";
import type { GridAdmin, SessionKill } from "../http/grid-admin.ts";
import { GridWatch } from "../http/grid-watch.ts";
import { HttpServer } from "../http/http-server.ts";
import { LiveFeed } from "../http/live-feed.ts";
import { Overview } from "../http/overview.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { Telemetry } from "../telemetry/telemetry.ts";
import { quietLog } from "./quiet-log.ts";

/** The real server, feed and telemetry over a store in memory; the grid is out of reach, kills are written down. */
export class HttpStage {
  readonly web = mkdtempSync(join(tmpdir(), "gyeot-http-"));
  readonly killed: SessionKill[] = [];
  /** What the server logged. */
  readonly lines: string[] = [];
  readonly metrics = new MetricsRegistry();
  readonly telemetry: Telemetry;
  readonly server: HttpServer;
  readonly #live: LiveFeed;

  constructor() {
    const clock = systemClock;
    const admin = this.#admin();
    const { metrics } = this;
    const store = openMemoryStore();
    const log = quietLog();
    const telemetry = new Telemetry({
      node: "a",
      store,
      clock,
      log,
      metrics,
      retentionDays: 30,
      newId: "log",
    });
    const grid = new GridWatch({ admin, node: "a", clock, log });
    const peer = (): null => null;
    const overview = new Overview({ node: "a", telemetry, grid, clock, peer, userKey: "session" });
    this.telemetry = telemetry;
    this.#live = new LiveFeed({ telemetry, overview, grid, clock, metrics, meta });
    this.server = new HttpServer({
      ...{ telemetry, overview, admin, grid, clock, meta, peer, metrics, live: this.#live },
      traceOfPeer: async () => ({ found: [], missing: [] }),
      host: "127.0.0.1",
      port: 0,
      ask: {
        async *ask() {
          yield { kind: "delta", text: "정상" };
        },
      },
      log: quietLog(this.lines),
      webDirectory: this.web,
      ready: () => true,
    });
  }

  async start(): Promise<void> {
    this.#live.start();
    await this.server.start();
  }

  async stop(): Promise<void> {
    this.#live.stop();
    await this.server.stop();
    rmSync(this.web, { recursive: true, force: true });
  }

  /** A search for "burst" fails inside. */
  #admin(): GridAdmin {
    return {
      grid: () => Promise.reject(new AppError("unavailable", "the grid process does not answer")),
      sessions: async (query) => {
        if (query.search === "burst") {
          throw new Error(`a failure inside ${import.meta.url}`);
        }
        return { sessions: [], total: 0, unheard: [] };
      },
      session: async () => null,
      kill: async (kill) => {
        this.killed.push(kill);
        return { outcome: "killed" };
      },
    };
  }
}

function meta(): ApiMeta {
  return {
    node: "a",
    version: "0",
    timeZone: "Asia/Seoul",
    userCookie: "",
    model: null,
    nowMs: Date.now(),
  };
}
