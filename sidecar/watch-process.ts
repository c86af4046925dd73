import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../package.json" with { type: "json" };
import { createAssist } from "./assist/create-assist.ts";
import type { Part } from "./base/lifecycle.ts";
import type { ApiMeta, UserKey } from "./http/api-types.ts";
import { assistReadings } from "./http/assist-readings.ts";
import { GridWatch } from "./http/grid-watch.ts";
import { HttpServer } from "./http/http-server.ts";
import { LiveFeed } from "./http/live-feed.ts";
import { Overview } from "./http/overview.ts";
import type { ProcessContext, ProcessParts } from "./process-context.ts";
import { AdminClient } from "./rpc/admin-client.ts";
import { ClusterKey } from "./rpc/cluster-key.ts";
import { FollowMembers } from "./rpc/follow-members.ts";
import { peerTlsOf } from "./rpc/peer-tls-of.ts";
import { TelemetryService } from "./rpc/telemetry-service.ts";
import { WatchProof } from "./rpc/watch-proof.ts";
import { DiskWatch } from "./store/disk-watch.ts";
import { openLmdbStore } from "./store/open-lmdb-store.ts";
import { Telemetry } from "./telemetry/telemetry.ts";

/** The watch process, wired by hand: telemetry, page, answers. It holds no session and may die without harm to one. */
export function watchProcess(context: ProcessContext): ProcessParts {
  const { clock, config, metrics, runDir } = context;
  const log = context.log;
  const node = config.name;
  const token = runDir.token();
  const key =
    config.mode !== "solo" && config.clusterKeyFile !== "" ? ClusterKey.read(config.clusterKeyFile) : null;
  const tls = peerTlsOf(config, clock, log.child("certificates"));
  const proof = new WatchProof({ key, certificates: tls !== null });
  const store = openLmdbStore({
    path: join(config.dataDir, "watch"),
    clock,
    log: log.child("store"),
    onFatal: context.storeFailed,
  });
  const disk = new DiskWatch({ path: config.dataDir, clock });
  const telemetry = new Telemetry({
    node,
    store,
    clock,
    log: log.child("telemetry"),
    metrics,
    retentionDays: config.retentionDays,
    newId: randomBytes(8).toString("hex"),
    diskLow: () => disk.low,
  });
  const admin = new AdminClient({ socket: runDir.adminSocket, token });
  const grid = new GridWatch({ admin, node, clock, log: log.child("grid-watch") });
  const service = new TelemetryService({
    node,
    telemetry,
    clock,
    log: log.child("telemetry-service"),
    metrics,
    token,
    proof,
    tls,
    watchHost: config.peerHost,
    control: { userCookie: config.userCookie, trustedProxies: config.trustedProxies },
    agentsMax: config.agentsMax,
    socket: runDir.telemetrySocket,
    telemetryPort: config.telemetryPort,
    watchPort: config.watchPort,
  });
  const follow =
    config.mode === "solo"
      ? null
      : new FollowMembers({
          node,
          telemetry,
          clock,
          log: log.child("follow"),
          proof,
          tls,
          watches: () => admin.peerWatches(tls !== null),
          random: Math.random,
        });
  const peer = (): { readonly node: string; readonly connected: boolean } | null => follow?.state() ?? null;
  const userKey: UserKey = config.userCookie === "" ? "session" : "cookie";
  const overview = new Overview({ node, telemetry, grid, clock, peer, userKey });
  const meta = (): ApiMeta => ({
    node,
    version: packageJson.version,
    timeZone: config.timeZone,
    userCookie: config.userCookie,
    model: config.ollama === "" ? null : config.model,
    nowMs: clock.nowMs(),
  });
  const live = new LiveFeed({ telemetry, overview, grid, clock, metrics, meta });
  const assist = createAssist({
    sources: assistReadings({ telemetry, overview, admin }),
    ollama: config.ollama === "" ? null : { url: config.ollama, model: config.model },
    clock,
    timeZone: config.timeZone,
    userKey,
    log: log.child("assist"),
  });
  let ready = false;
  const http = new HttpServer({
    telemetry,
    overview,
    admin,
    grid,
    clock,
    meta,
    peer,
    traceOfPeer: async (traceId) => follow?.trace(traceId) ?? { found: [], missing: [] },
    host: config.httpHost,
    port: config.httpPort,
    live,
    ask: assist,
    log: log.child("http"),
    metrics,
    webDirectory: webDirectory(),
    ready: () => ready,
  });
  const readiness: Part = {
    name: "readiness",
    start: () => {
      ready = true;
    },
    stop: () => {
      ready = false;
    },
  };
  const parts: Part[] = [
    { name: "store", stop: () => store.close() },
    { name: "disk-watch", start: () => disk.start(), stop: () => disk.stop() },
    { name: "telemetry", start: () => telemetry.start(), stop: () => telemetry.stop() },
    ...(tls === null ? [] : [tls]),
    admin,
    grid,
    service,
    ...(follow === null ? [] : [follow]),
    live,
    http,
    readiness,
  ];
  return {
    parts,
    endpoints: () => ({
      telemetry: `127.0.0.1:${service.ports.telemetry}`,
      watch: `${tls === null ? "127.0.0.1" : config.peerHost}:${service.ports.watch}`,
      page: `http://127.0.0.1:${http.port}`,
    }),
  };
}

/** From the sources the built page is in dist/web beside them; of the built program it is beside the program. */
function webDirectory(): string {
  const places = ["../dist/web", "./web"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((path) => existsSync(join(path, "index.html"))) ?? (places[0] as string);
}
