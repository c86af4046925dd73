import type { GaugeReading, MemoryPoolReading, PoolReading } from "./gauge-reading.ts";
import type { AgentIdentity } from "./telemetry-batch.ts";

/** Pools, collectors and connectors of one JVM; a real one has a handful. */
const LIST_MAX = 32;
const NAME_CHARACTERS_MAX = 200;

/**
 * What agents say of themselves, made plain: only the known fields, numbers that are numbers, lists and texts of a
 * bounded length. What comes off the wire has its defaults on a prototype, which a store would lose.
 */
export const plainAgent = {
  identity: (from: AgentIdentity): AgentIdentity => ({
    protocol: number(from.protocol),
    was: text(from.was),
    server: text(from.server),
    jvm: text(from.jvm),
    pid: number(from.pid),
    startedMs: number(from.startedMs),
    agentVersion: text(from.agentVersion),
    incarnation: text(from.incarnation),
    sessionHook: text(from.sessionHook),
  }),

  gauges: (from: GaugeReading): GaugeReading => ({
    atMs: number(from.atMs),
    pools: from.pools.slice(0, LIST_MAX).map(memoryPool),
    collectors: from.collectors.slice(0, LIST_MAX).map((collector) => ({
      name: text(collector.name),
      count: number(collector.count),
      timeMs: number(collector.timeMs),
    })),
    threads: number(from.threads),
    threadsDaemon: number(from.threadsDaemon),
    threadsPeak: number(from.threadsPeak),
    processCpu: share(from.processCpu),
    systemCpu: share(from.systemCpu),
    heapUsed: number(from.heapUsed),
    heapCommitted: number(from.heapCommitted),
    heapMax: number(from.heapMax),
    connectors: from.connectors.slice(0, LIST_MAX).map(pool),
    jdbcPools: from.jdbcPools.slice(0, LIST_MAX).map(pool),
    inFlight: from.inFlight.slice(0, 4).map(number),
    loadedClasses: number(from.loadedClasses),
    sessionMode: text(from.sessionMode),
    nearSessions: number(from.nearSessions),
    agentCpuUs: number(from.agentCpuUs),
    heapUsedAfterGc: number(from.heapUsedAfterGc),
  }),
};

function memoryPool(from: MemoryPoolReading): MemoryPoolReading {
  return {
    name: text(from.name),
    kind: text(from.kind),
    used: number(from.used),
    committed: number(from.committed),
    max: number(from.max),
  };
}

function pool(from: PoolReading): PoolReading {
  return {
    name: text(from.name),
    busy: number(from.busy),
    size: number(from.size),
    max: number(from.max),
    waiting: number(from.waiting),
  };
}

function text(value: string): string {
  return value.slice(0, NAME_CHARACTERS_MAX);
}

function number(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0;
}

/** 0..1, or -1 when it is not known. */
function share(value: number): number {
  return value >= 0 && value <= 1 ? value : value > 1 && Number.isFinite(value) ? 1 : -1;
}
