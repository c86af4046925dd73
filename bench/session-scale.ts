import { readFileSync } from "node:fs";
import { StoreResultOutcome } from "../sidecar/rpc/gen/session.ts";
import { AgentClient } from "../sidecar/testing/agent-client.ts";
import { askAdmin } from "../sidecar/testing/ask-admin.ts";
import { SidecarProcess } from "../sidecar/testing/sidecar-process.ts";
import type { BenchOptions } from "./bench.ts";
import { builtSidecar } from "./built-sidecar.ts";

/** What a write costs a grid of so many members. */
export interface ScalePoint {
  readonly members: number;
  /** CPU time of all grid processes for one write, what they use without any write taken off; microseconds. */
  readonly cpuUsPerWrite: number;
  /** Bytes all grid processes wrote, to sockets and files, for one write of `valueBytes`. */
  readonly bytesPerWrite: number;
  readonly copiesPerSession: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly writes: number;
  readonly degraded: number;
  /** CPU of all grid processes without any write, share of one core. */
  readonly idleCores: number;
}

const SIZES = [2, 3, 5, 8, 16, 32];
const SHORT_SIZES = [2, 3];

/** Writes a second, one after the other in line: low enough that 32 processes on two cores keep up. */
const RATE_PER_S = 200;
const SESSIONS = 200;
const VALUE_BYTES = 1_000;
const TICKS_PER_S = 100;
/** Members that have an agent; each writes an equal share. */
const AGENTS_MAX = 4;

/** The cost of a write by the number of members: it must not grow with them, since each session has two homes. */
export async function sessionScale(options: BenchOptions): Promise<object> {
  const curve: ScalePoint[] = [];
  const program = await builtSidecar();
  for (const members of options.short ? SHORT_SIZES : SIZES) {
    const point = await measure(members, program, options);
    options.say(JSON.stringify(point));
    curve.push(point);
  }
  return { name: "session-scale", unit: "us", curve, valueBytes: VALUE_BYTES, ratePerS: RATE_PER_S };
}

async function measure(members: number, program: string, { short }: BenchOptions): Promise<ScalePoint> {
  const grid = await SidecarProcess.grid(members);
  const sidecars = grid.sidecars.map((sidecar) => sidecar.with({ program }));
  try {
    await Promise.all(sidecars.map((sidecar) => sidecar.start()));
    await clustered(sidecars);
    const near = sidecars.slice(0, AGENTS_MAX);
    const agents = await Promise.all(near.map((sidecar, index) => sidecar.attach(`bench-${index}`)));
    await write(agents, short ? 1 : 3);
    const idle = await spent(sidecars, () => sleep(short ? 1_000 : 4_000));
    let result: Written = { latencies: [], degraded: 0 };
    const busy = await spent(sidecars, async () => {
      result = await write(agents, short ? 2 : 10);
    });
    const copies = await countCopies(sidecars, sessionsOf(near.length) * near.length);
    for (const agent of agents) agent.close();
    return point(members, idle, busy, result, copies);
  } finally {
    await Promise.all(sidecars.map((sidecar) => sidecar.kill()));
    grid.remove();
  }
}

interface Spent {
  readonly cpuS: number;
  readonly bytes: number;
  readonly seconds: number;
}

interface Written {
  readonly latencies: number[];
  readonly degraded: number;
}

function point(members: number, idle: Spent, busy: Spent, written: Written, copies: number): ScalePoint {
  const writes = written.latencies.length;
  const sorted = Float64Array.from(written.latencies).sort();
  const at = (share: number): number => Math.round(sorted[Math.floor((writes - 1) * share)] ?? 0);
  const idleShare = busy.seconds / idle.seconds;
  return {
    members,
    cpuUsPerWrite: Math.round(((busy.cpuS - idle.cpuS * idleShare) / writes) * 1e6),
    bytesPerWrite: Math.round((busy.bytes - idle.bytes * idleShare) / writes),
    copiesPerSession: copies,
    p50Us: at(0.5),
    p99Us: at(0.99),
    writes,
    degraded: written.degraded,
    idleCores: Math.round((idle.cpuS / idle.seconds) * 1_000) / 1_000,
  };
}

/** Writes at a steady rate to sessions of every agent in turn. */
async function write(agents: readonly AgentClient[], seconds: number): Promise<Written> {
  const latencies: number[] = [];
  let degraded = 0;
  const filler = "x".repeat(VALUE_BYTES);
  const startMs = performance.now();
  const running: Promise<void>[] = [];
  for (let sent = 0; sent < seconds * RATE_PER_S; sent += 1) {
    const dueMs = startMs + (sent / RATE_PER_S) * 1_000;
    await sleep(Math.max(0, dueMs - performance.now()));
    const index = sent % agents.length;
    // Sticky: every session stays with its agent.
    const key = AgentClient.key(
      `scale ${index} ${Math.floor(sent / agents.length) % sessionsOf(agents.length)}`,
    );
    const attributes = [{ name: "n", value: Buffer.from(`${sent} ${filler}`), type: "java.lang.String" }];
    const beganMs = performance.now();
    const agent = agents[index] as AgentClient;
    running.push(
      agent.store({ key, attributes }).then(({ outcome }) => {
        latencies.push((performance.now() - beganMs) * 1_000);
        if (outcome !== StoreResultOutcome.OUTCOME_ACKNOWLEDGED) degraded += 1;
      }),
    );
  }
  await Promise.all(running);
  return { latencies, degraded };
}

async function spent(sidecars: readonly SidecarProcess[], run: () => Promise<void>): Promise<Spent> {
  const before = sidecars.map(({ pid }) => used(pid));
  const startMs = performance.now();
  await run();
  const seconds = (performance.now() - startMs) / 1_000;
  let cpuS = 0;
  let bytes = 0;
  for (const [index, { pid }] of sidecars.entries()) {
    const after = used(pid);
    cpuS += after.cpuS - (before[index]?.cpuS ?? 0);
    bytes += after.bytes - (before[index]?.bytes ?? 0);
  }
  return { cpuS, bytes, seconds };
}

function used(pid: number): { cpuS: number; bytes: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpuS = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  const bytes = Number(/wchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, "utf8"))?.[1] ?? 0);
  return { cpuS, bytes };
}

async function clustered(sidecars: readonly SidecarProcess[]): Promise<void> {
  const deadlineMs = performance.now() + 120_000;
  while (true) {
    const states = await Promise.all(
      sidecars.map(async (sidecar) => (await askAdmin.status(sidecar.runDir)).state),
    );
    if (states.every((state) => state === "clustered")) return;
    if (performance.now() > deadlineMs) throw new Error(`not clustered: ${states.join(" ")}`);
    await sleep(500);
  }
}

/** Sessions of each agent: a whole number, or the remainders name more sessions than there are. */
function sessionsOf(agents: number): number {
  return Math.floor(SESSIONS / agents);
}

async function countCopies(sidecars: readonly SidecarProcess[], sessions: number): Promise<number> {
  const counts = await Promise.all(
    sidecars.map(async (sidecar) => (await askAdmin.status(sidecar.runDir)).sessions),
  );
  return Math.round((counts.reduce((sum, count) => sum + count, 0) / sessions) * 100) / 100;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
