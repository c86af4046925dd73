/**
 * How well a grid of servers is, from its newest figures: a level and the findings behind it, worst first. No history, no
 * clock: thresholds an operator would agree on at night. A figure that is null makes no finding.
 */

export type HealthLevel = "ok" | "watch" | "bad" | "unknown";

/** What was found. `value` has the unit of its kind: shares 0..1, counts as they are. */
export interface HealthFinding {
  readonly kind:
    | "server-down"
    | "server-stale"
    | "errors"
    | "cpu"
    | "heap"
    | "gc"
    | "stuck"
    | "session-mode"
    | "grid-degraded"
    | "grid-recovering"
    | "grid-unreachable";
  readonly level: "watch" | "bad";
  /** Server or member it is about; empty when it is about all. */
  readonly subject: string;
  readonly value: number | null;
}

export interface HealthInput {
  readonly servers: readonly {
    readonly was: string;
    readonly state: "up" | "stale" | "down";
    readonly sessionMode: string;
    readonly cpu: number | null;
    readonly heapUsedAfterGcBytes: number;
    readonly heapMaxBytes: number;
    readonly gcShare: number | null;
    /** Requests running longer than 8 s. */
    readonly stuck: number;
  }[];
  /** Requests and errors of the last minutes, all servers. */
  readonly count: number;
  readonly errors: number;
  /** Null when the grid was not asked. */
  readonly grid: "clustered" | "degraded" | "recovering" | "unreachable" | null;
}

export interface Health {
  readonly level: HealthLevel;
  readonly findings: readonly HealthFinding[];
}

/** Shares from which a figure is worth watching, and from which it is bad. */
const CPU = [0.8, 0.95] as const;
const HEAP_AFTER_GC = [0.8, 0.92] as const;
const GC = [0.1, 0.25] as const;
const ERRORS = [0.01, 0.05] as const;
/** Fewer requests say nothing about an error share. */
const REQUESTS_MIN = 20;
const STUCK = [1, 10] as const;

export function assessHealth(input: HealthInput): Health {
  if (input.servers.length === 0) {
    return { level: "unknown", findings: ofGrid(input.grid) };
  }
  const findings = [...ofGrid(input.grid), ...ofErrors(input), ...input.servers.flatMap(ofServer)];
  const bad = findings.filter(({ level }) => level === "bad");
  const watch = findings.filter(({ level }) => level === "watch");
  const level = bad.length > 0 ? "bad" : watch.length > 0 ? "watch" : "ok";
  return { level, findings: [...bad, ...watch] };
}

function ofServer(server: HealthInput["servers"][number]): HealthFinding[] {
  if (server.state !== "up") {
    const down = server.state === "down";
    return [
      {
        kind: down ? "server-down" : "server-stale",
        level: down ? "bad" : "watch",
        subject: server.was,
        value: null,
      },
    ];
  }
  const heap = server.heapMaxBytes > 0 ? server.heapUsedAfterGcBytes / server.heapMaxBytes : null;
  const found = [
    graded("heap", server.was, heap, HEAP_AFTER_GC),
    graded("cpu", server.was, server.cpu, CPU),
    graded("gc", server.was, server.gcShare, GC),
    graded("stuck", server.was, server.stuck, STUCK),
  ].filter((finding) => finding !== null);
  if (server.sessionMode === "local" || server.sessionMode === "degraded") {
    found.push({ kind: "session-mode", level: "watch", subject: server.was, value: null });
  }
  return found;
}

function ofErrors(input: HealthInput): HealthFinding[] {
  if (input.count < REQUESTS_MIN) {
    return [];
  }
  const finding = graded("errors", "", input.errors / input.count, ERRORS);
  return finding === null ? [] : [finding];
}

function ofGrid(state: HealthInput["grid"]): HealthFinding[] {
  if (state === null || state === "clustered") {
    return [];
  }
  const level = state === "unreachable" ? "bad" : "watch";
  return [{ kind: `grid-${state}`, level, subject: "", value: null }];
}

function graded(
  kind: HealthFinding["kind"],
  subject: string,
  value: number | null,
  [watch, bad]: readonly [number, number],
): HealthFinding | null {
  if (value === null || value < watch) {
    return null;
  }
  return { kind, level: value >= bad ? "bad" : "watch", subject, value };
}
