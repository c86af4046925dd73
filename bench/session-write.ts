import { cpus, release } from "node:os";
import { StoreResultOutcome } from "../sidecar/rpc/gen/session.ts";
import { AgentClient } from "../sidecar/testing/agent-client.ts";
import { sessions } from "../sidecar/testing/sessions.ts";
import { SidecarProcess } from "../sidecar/testing/sidecar-process.ts";
import { builtSidecar } from "./built-sidecar.ts";
import { type ProcessCost, processCost } from "./process-cost.ts";

/** How the measurement runs. */
export interface SessionWriteOptions {
  /** True: long enough to see that it works, too short to quote. */
  readonly short?: boolean;
  readonly seconds?: number;
  /** Writes offered each second by the open loop. */
  readonly ratePerS?: number;
  readonly sessions?: number;
  readonly valueBytes?: number;
  readonly seed?: number;
}

/** Latencies of one way of measuring, microseconds. */
export interface WriteFigures {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly writes: number;
  readonly ratePerS: number;
  readonly degraded: number;
  /** CPU time and context switches of a write: the client, its own sidecar and the other one. */
  readonly cpuUs: Readonly<Record<string, number>>;
  readonly switches: Readonly<Record<string, number>>;
}

/** What `sessionWrite` gives back. */
export interface SessionWriteResult {
  readonly name: "session-write";
  readonly unit: "us";
  /** One write at a time; and `ratePerS` offered whether or not earlier ones are answered. */
  readonly value: Readonly<
    Record<"process" | "disk", { readonly serial: WriteFigures; readonly offered: WriteFigures }>
  >;
  /** Every write that was acknowledged was found on both sidecars afterwards. */
  readonly complete: boolean;
  readonly seed: number;
  readonly machine: string;
}

type Latencies = Omit<WriteFigures, "cpuUs" | "switches">;

const SERIAL_SHARE = 0.4;
const WARM_S = 4;

/**
 * Time from an agent's Store to its acknowledgement, held by two real sidecar processes on this machine, at both
 * durability levels. The client is a Node process of its own making; its own time is part of the figure.
 */
export async function sessionWrite(options: SessionWriteOptions = {}): Promise<SessionWriteResult> {
  const { seed = 1 } = options;
  const program = await builtSidecar();
  const process = await measure("process", program, options);
  const disk = await measure("disk", program, options);
  const complete = process.complete && disk.complete;
  const value = { process: process.figures, disk: disk.figures };
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Linux ${release()}, Node ${globalThis.process.version}`;
  return { name: "session-write", unit: "us", value, complete, seed, machine };
}

async function measure(
  durability: "process" | "disk",
  program: string,
  options: SessionWriteOptions,
): Promise<{ figures: { serial: WriteFigures; offered: WriteFigures }; complete: boolean }> {
  const {
    seconds = options.short === true ? 1 : 10,
    ratePerS = 2_000,
    sessions: count = 200,
    valueBytes = 500,
    seed = 1,
  } = options;
  const pair = await SidecarProcess.pair({ flags: ["--durability", durability], program });
  try {
    await Promise.all([pair.a.start(), pair.b.start()]);
    await sessions.clustered(pair.a, pair.b);
    const agent = await pair.a.attach("bench");
    const other = await pair.b.attach("check");
    const writer = new Writer(agent, count, valueBytes, seed);
    const costed = async (run: () => Promise<Latencies>): Promise<WriteFigures> => {
      const processes = [
        { name: "client", pid: process.pid },
        { name: "own", pid: pair.a.pid },
        { name: "peer", pid: pair.b.pid },
      ];
      const before = processCost(processes);
      const latencies = await run();
      return { ...latencies, ...each(before, processCost(processes), latencies.writes) };
    };
    // The compiler of a process that has just started is half of what it does.
    await writer.serial(options.short === true ? 0.5 : WARM_S);
    const serial = await costed(() => writer.serial(seconds * SERIAL_SHARE));
    const offered = await costed(() => writer.offered(seconds, ratePerS));
    await sessions.clustered(pair.a, pair.b);
    const complete = (await writer.check(agent)) && (await writer.check(other));
    agent.close();
    other.close();
    return { figures: { serial, offered }, complete };
  } finally {
    await Promise.all([pair.a.stop(), pair.b.stop()]);
    pair.remove();
  }
}

class Writer {
  readonly #agent: AgentClient;
  readonly #keys: Buffer[];
  readonly #filler: string;
  /** By session: when its latest acknowledged write began. */
  readonly #acknowledged: number[];
  /** By value: when its write was answered. */
  readonly #ends = new Map<number, number>();
  #state: number;
  #count = 0;

  constructor(agent: AgentClient, sessions: number, valueBytes: number, seed: number) {
    this.#agent = agent;
    this.#keys = Array.from({ length: sessions }, (_, index) => AgentClient.key(`bench ${index}`));
    this.#acknowledged = new Array<number>(sessions).fill(0);
    this.#filler = "x".repeat(valueBytes);
    this.#state = seed;
  }

  /** One write at a time. */
  async serial(seconds: number): Promise<Latencies> {
    const latencies: number[] = [];
    let degraded = 0;
    const startMs = performance.now();
    while (performance.now() - startMs < seconds * 1_000)
      degraded += await this.#write(latencies, performance.now());
    return figures(latencies, performance.now() - startMs, degraded);
  }

  /** So many each second, whether or not earlier ones have been answered; waiting in line counts. */
  async offered(seconds: number, ratePerS: number): Promise<Latencies> {
    const latencies: number[] = [];
    let degraded = 0;
    const running: Promise<void>[] = [];
    const startMs = performance.now();
    const total = Math.round(seconds * ratePerS);
    for (let sent = 0; sent < total; ) {
      const dueMs = startMs + (sent / ratePerS) * 1_000;
      if (performance.now() < dueMs) {
        await new Promise(setImmediate);
        continue;
      }
      const write = this.#write(latencies, dueMs).then((count) => {
        degraded += count;
      });
      running.push(write);
      sent += 1;
      // A sender that is late must not keep the answers waiting too.
      if (sent % 4 === 0) await new Promise(setImmediate);
    }
    await Promise.all(running);
    return figures(latencies, performance.now() - startMs, degraded);
  }

  /** No session lacks a write that was acknowledged: what it holds is not older than any of them. */
  async check(agent: AgentClient): Promise<boolean> {
    for (const [index, value] of this.#acknowledged.entries()) {
      if (value === 0) continue;
      const found = await sessions.readSoon(agent, this.#keys[index] as Buffer);
      const seen = Number(found["n"]?.split(" ")[0] ?? 0);
      // Writes that overlap may take effect in either order; one that began later than this ended may not be gone.
      if (seen === 0 || value > (this.#ends.get(seen) ?? Number.POSITIVE_INFINITY)) return false;
    }
    return true;
  }

  async #write(latencies: number[], fromMs: number): Promise<number> {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    const index = this.#state % this.#keys.length;
    this.#count += 1;
    const value = this.#count;
    const key = this.#keys[index] as Buffer;
    const attributes = [
      { name: "n", value: Buffer.from(`${value} ${this.#filler}`), type: "java.lang.String" },
    ];
    // A machine that cannot keep up refuses what is too many: that counts, and as not held by both.
    const beganMs = performance.now();
    const refused = (): { outcome: number } => ({ outcome: StoreResultOutcome.OUTCOME_UNSPECIFIED });
    const { outcome } = await this.#agent.store({ key, attributes }).catch(refused);
    latencies.push((performance.now() - fromMs) * 1_000);
    this.#ends.set(value, performance.now());
    const whole = outcome === StoreResultOutcome.OUTCOME_ACKNOWLEDGED;
    if (whole && beganMs > (this.#acknowledged[index] as number)) this.#acknowledged[index] = beganMs;
    return whole ? 0 : 1;
  }
}

function figures(latencies: number[], elapsedMs: number, degraded: number): Latencies {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  const ratePerS = Math.round((sorted.length / elapsedMs) * 1_000);
  return { p50: at(0.5), p99: at(0.99), max: at(1), writes: sorted.length, ratePerS, degraded };
}

function each(
  before: ReadonlyMap<string, ProcessCost>,
  after: ReadonlyMap<string, ProcessCost>,
  writes: number,
): Pick<WriteFigures, "cpuUs" | "switches"> {
  const cpuUs: Record<string, number> = {};
  const switches: Record<string, number> = {};
  for (const [name, cost] of after) {
    cpuUs[name] = Math.round((cost.cpuUs - (before.get(name)?.cpuUs ?? 0)) / writes);
    switches[name] = Math.round(((cost.switches - (before.get(name)?.switches ?? 0)) / writes) * 100) / 100;
  }
  return { cpuUs, switches };
}
