/** State of a JVM as an agent reports it every two seconds; same shape as the `Gauges` message. */
export interface GaugeReading {
  readonly atMs: number;
  readonly pools: readonly MemoryPoolReading[];
  readonly collectors: readonly { readonly name: string; readonly count: number; readonly timeMs: number }[];
  readonly threads: number;
  readonly threadsDaemon: number;
  readonly threadsPeak: number;
  /** 0..1; negative when the JVM cannot tell. */
  readonly processCpu: number;
  readonly systemCpu: number;
  readonly heapUsed: number;
  readonly heapCommitted: number;
  readonly heapMax: number;
  readonly connectors: readonly PoolReading[];
  readonly jdbcPools: readonly PoolReading[];
  readonly inFlight: readonly number[];
  readonly loadedClasses: number;
  readonly sessionMode: string;
  readonly nearSessions: number;
  readonly agentCpuUs: number;
  readonly heapUsedAfterGc: number;
}

export interface MemoryPoolReading {
  readonly name: string;
  readonly kind: string;
  readonly used: number;
  readonly committed: number;
  readonly max: number;
}

export interface PoolReading {
  readonly name: string;
  readonly busy: number;
  readonly size: number;
  readonly max: number;
  readonly waiting: number;
}
