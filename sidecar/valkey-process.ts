import { randomInt } from "node:crypto";
import { join } from "node:path";
import type { Part } from "./base/lifecycle.ts";
import type { Endpoints } from "./base/run-dir.ts";
import type { StatusContext } from "./grid/grid-status.ts";
import type { Endpoint } from "./grid/peer-link.ts";
import type { StoreStatusView } from "./grid/store-status.ts";
import type { ProcessContext, ProcessParts } from "./process-context.ts";
import { adminService } from "./rpc/admin-service.ts";
import { CallServer } from "./rpc/call-server.ts";
import { grpcServer } from "./rpc/grpc-server.ts";
import { sessionService } from "./rpc/session-service.ts";
import { openLmdbStore } from "./store/open-lmdb-store.ts";
import { valkeyAdmin } from "./valkey/valkey-admin.ts";
import { ValkeyEngine } from "./valkey/valkey-engine.ts";
import { valkeyLogin } from "./valkey/valkey-login.ts";

/** What the grid process is given beside its context. */
export interface ValkeyProcessOptions {
  readonly incarnation: number;
  /** Where the page of this sidecar is, of what its processes listen on. */
  readonly watchOf: (endpoints: Endpoints) => Endpoint | null;
}

/** The grid process of the engine valkey, wired by hand: agents on one side, the servers of the site on the other. */
export function valkeyProcess(context: ProcessContext, options: ValkeyProcessOptions): ProcessParts {
  const { config, clock, log, metrics, runDir } = context;
  const login = valkeyLogin(config.valkeyLoginFile, config.valkeyCa);
  const store = openLmdbStore({
    path: join(config.dataDir, "grid"),
    clock,
    log: log.child("store"),
    onFatal: context.storeFailed,
  });
  const engine = new ValkeyEngine({
    node: config.name,
    incarnation: options.incarnation,
    seeds: config.valkeyNodes,
    login,
    copies: config.valkeyCopies,
    sessionBytesMax: config.sessionBytesMax,
    agentsMax: config.agentsMax,
    store,
    clock,
    log: log.child("valkey"),
    metrics,
    random: () => randomInt(1_000_000) / 1_000_000,
  });
  const own = runDir.token();
  const sessions = sessionService({
    engine,
    node: config.name,
    // No other sidecar gives out tokens for this one: a second token nobody knows.
    tokens: { own, visitor: `${own}-none` },
    fallbacks: () => [],
    log: log.child("session service"),
    metrics,
  });
  const agentServer = new CallServer({
    name: "agent server",
    ...sessions,
    listeners: [
      { unixPath: runDir.sessionSocket },
      { host: "127.0.0.1", port: config.sessionPort, flag: "session-port" },
    ],
  });
  let watch: Endpoint | null = null;
  context.onEndpoints((endpoints) => {
    watch = options.watchOf(endpoints);
  });
  const startedMs = clock.monotonicMs();
  const status = (): StatusContext => ({
    address: "",
    watch,
    uptimeMs: clock.monotonicMs() - startedMs,
    pid: process.pid,
    store: historyOnly(store),
  });
  const admin = grpcServer({
    name: "admin server",
    services: [adminService({ sessions: valkeyAdmin(engine), token: own, context: status })],
    listeners: [{ unixPath: runDir.adminSocket }],
  });
  const parts: Part[] = [
    { name: "store", stop: () => store.close() },
    { name: "valkey", start: () => engine.start(), stop: () => engine.stop() },
    agentServer,
    admin,
    { name: "farewell", stop: () => engine.leave() },
  ];
  return { parts, endpoints: () => ({ session: `127.0.0.1:${agentServer.ports[1] ?? 0}` }) };
}

/** Nothing of a session is in there. */
function historyOnly(store: ReturnType<typeof openLmdbStore>): StoreStatusView {
  const { bytes, usedBytes, oldestReaderMs } = store.figures();
  return {
    bytes,
    usedBytes,
    oldestReaderMs,
    diskFreeBytes: 0,
    diskNeededBytes: 0,
    ballastBytes: 0,
    refusal: "",
    damagedNow: 0,
    damagedFound: 0,
    scrubbed: 0,
    scrubRounds: 0,
    startedEmpty: store.startedEmpty,
    quarantined: 0,
  };
}
