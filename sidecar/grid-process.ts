import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { atomicWrite } from "./base/atomic-write.ts";
import type { Part } from "./base/lifecycle.ts";
import type { Endpoints } from "./base/run-dir.ts";
import type { StatusContext } from "./grid/grid-status.ts";
import { GridStorage } from "./grid/grid-storage.ts";
import type { Endpoint } from "./grid/peer-link.ts";
import { storageMetrics } from "./grid/storage-metrics.ts";
import { storeStatus } from "./grid/store-status.ts";
import { type MadeGrid, makeGrid } from "./make-grid.ts";
import type { ProcessContext, ProcessParts } from "./process-context.ts";
import { adminService } from "./rpc/admin-service.ts";
import { CallServer } from "./rpc/call-server.ts";
import { changeCodec } from "./rpc/change-codec.ts";
import { ClusterKey } from "./rpc/cluster-key.ts";
import { grpcServer } from "./rpc/grpc-server.ts";
import { PeerFallbacks } from "./rpc/peer-fallbacks.ts";
import { peerParts } from "./rpc/peer-parts.ts";
import { peerPort } from "./rpc/peer-port.ts";
import { peerTlsOf } from "./rpc/peer-tls-of.ts";
import { sessionService } from "./rpc/session-service.ts";
import { DiskBallast } from "./store/disk-ballast.ts";
import { DiskWatch } from "./store/disk-watch.ts";
import { Journal } from "./store/journal.ts";
import type { KvStore } from "./store/kv-store.ts";
import { openLmdbStore } from "./store/open-lmdb-store.ts";
import { quarantine } from "./store/quarantine.ts";
import { valkeyProcess } from "./valkey-process.ts";

/** The grid process, wired by hand: sessions and peers and nothing else. */
export function gridProcess(context: ProcessContext): ProcessParts {
  const { config, clock, log, metrics, runDir } = context;
  if (config.engine === "valkey") {
    const incarnation = nextIncarnation(join(config.dataDir, "incarnation"));
    return valkeyProcess(context, { incarnation, watchOf: (found) => watchEndpoint(config.name, found) });
  }
  // Read first: a wrong key or certificate must be told before anything is opened.
  const key =
    config.mode !== "solo" && config.clusterKeyFile !== "" ? ClusterKey.read(config.clusterKeyFile) : null;
  const tls = peerTlsOf(config, clock, log.child("certificates"));
  const store = openLmdbStore({
    path: join(config.dataDir, "grid"),
    clock,
    log: log.child("store"),
    onFatal: context.storeFailed,
  });
  const ballast = new DiskBallast({ path: config.dataDir, log: log.child("disk") });
  const storage = new GridStorage({
    journal: new Journal({
      path: join(config.dataDir, "journal"),
      durability: config.durability,
      clock,
      log: log.child("journal"),
    }),
    disk: new DiskWatch({ path: config.dataDir, clock, ballast, reusable: () => reusable(store) }),
    codec: changeCodec,
    clock,
    log: log.child("storage"),
    startedEmpty: store.startedEmpty,
    damagedRows: context.store.damagedRows,
    alone: config.mode === "solo",
    onDamaged: (ids) => {
      made.refetch(ids).catch((cause: unknown) => {
        // It is asked for again while it is damaged.
        log.warnSometimes("damaged sessions could not be fetched", { cause });
      });
    },
  });
  storageMetrics(metrics, storage, store);
  const incarnation = nextIncarnation(join(config.dataDir, "incarnation"));
  const made = makeGrid(context, { store, storage, incarnation, key, tls });
  const { grid } = made;
  runDir.markStrict("strict" in grid);
  const peerGrid = peerPort(grid);
  const own = runDir.token();
  const visitor = createHmac("sha256", own).update("visitor").digest("hex");
  let linked = (_node: string): boolean => false;
  const fallbacks = new PeerFallbacks({
    host: hostname(),
    identities: peerGrid.identities,
    linked: (node) => linked(node),
    agents: () => grid.parts.agents.all(),
    clock,
    file: join(config.dataDir, "fallbacks.json"),
  });
  const sessions = sessionService({
    engine: grid,
    node: config.name,
    tokens: { own, visitor },
    fallbacks: (was) => fallbacks.welcome(was),
    log: log.child("session service"),
    metrics,
  });
  const agentServer = new CallServer({
    name: "agent server",
    ...sessions,
    listeners: [
      { unixPath: runDir.sessionSocket },
      { host: "127.0.0.1", port: config.sessionPort, flag: "session-port" },
      ...(config.agentsHost === ""
        ? []
        : [{ host: config.agentsHost, port: config.agentsPort, flag: "agents-port" }]),
    ],
  });
  let watch: Endpoint | null = null;
  const agents = (): Endpoint => {
    const [, local = 0, open = 0] = agentServer.ports;
    const node = config.name;
    if (config.agentsHost !== "")
      return { node, unixPath: "", host: config.agentsHost, port: open, token: visitor };
    return { node, unixPath: runDir.sessionSocket, host: "127.0.0.1", port: local, token: visitor };
  };
  const parts: Part[] = [
    { name: "store", stop: () => store.close() },
    storage,
    { name: "recovery", start: () => storage.recover(grid.parts.table, (change) => grid.replay(change)) },
    { name: "quarantine", start: () => tellQuarantine(context, grid) },
    { name: "grid", start: () => grid.start(), stop: () => grid.stop() },
  ];
  if (config.mode !== "solo") {
    const peers = peerParts({
      ...context,
      grid: peerGrid,
      incarnation,
      version: packageJson.version,
      key,
      tls,
      endpoints: () => ({ agents: agents(), watch }),
    });
    linked = peers.linked;
    parts.push(agentServer, ...peers.parts, ...made.parts, fallbacks);
    context.onEndpoints((endpoints) => {
      watch = watchEndpoint(config.name, endpoints);
      peers.announce();
    });
  } else {
    parts.push(agentServer);
    context.onEndpoints((endpoints) => {
      watch = watchEndpoint(config.name, endpoints);
    });
  }
  const startedMs = clock.monotonicMs();
  const status = (): StatusContext => ({
    address: config.mode !== "solo" ? `${config.peerHost}:${config.peerPort}` : "",
    watch,
    uptimeMs: clock.monotonicMs() - startedMs,
    pid: process.pid,
    store: storeStatus(storage, store, quarantine.kept(join(config.dataDir, "grid")).length),
  });
  const admin = grpcServer({
    name: "admin server",
    services: [adminService({ sessions: made.admin, token: own, context: status })],
    listeners: [{ unixPath: runDir.adminSocket }],
  });
  // The last to start is the first to stop: agents are sent away and the peer is told while all still runs.
  parts.push(admin, { name: "farewell", stop: () => grid.leave() });
  return { parts, endpoints: () => ({ session: `127.0.0.1:${agentServer.ports[1] ?? 0}` }) };
}

function reusable(store: KvStore): number {
  const { bytes, usedBytes } = store.figures();
  return bytes - usedBytes;
}

/** The operator finds in the history what became of the store. */
function tellQuarantine({ store, config }: ProcessContext, grid: MadeGrid["grid"]): void {
  if (store.quarantined === null) return;
  grid.parts.history.add("quarantined", config.name, { detail: `${store.reason}; now ${store.quarantined}` });
}

/** One more at each start, so that the peer knows a new start from a reconnect. */
function nextIncarnation(file: string): number {
  let before = 0;
  try {
    before = Number.parseInt(readFileSync(file, "utf8"), 10) || 0;
  } catch {
    // The first start of this directory.
  }
  atomicWrite(file, `${before + 1}\n`);
  return before + 1;
}

function watchEndpoint(node: string, endpoints: Endpoints): Endpoint | null {
  const address = endpoints["watch"] ?? "";
  const colon = address.lastIndexOf(":");
  const port = Number(address.slice(colon + 1));
  return colon > 0 && port > 0
    ? { node, unixPath: "", host: address.slice(0, colon), port, token: "" }
    : null;
}
