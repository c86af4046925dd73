/**
 * What the agent costs a Tomcat at its start: time from exec to the first 200, classes, resident memory and threads,
 * with the agent beside a real sidecar against the same Tomcat without it. Starts are interleaved, medians compared.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fetchTomcat } from "../agent-bridge/java-it/fetch-tomcat.ts";
import { sidecarProcess } from "../agent-bridge/java-it/sidecar-process.ts";
import { startTomcat } from "../agent-bridge/java-it/start-tomcat.ts";
import { buildAgent } from "../scripts/build-agent.ts";
import type { BenchOptions } from "./bench.ts";

const VERSION = "10.1.59";

/** Of each side; one more of each goes first and does not count (JSP compilation, page cache). */
const STARTS = 10;
const STARTS_SHORT = 1;

/** After the first answer, before memory and threads are read: the connector's own threads come late. */
const SETTLE_MS = 1500;

/**
 * The heap is touched whole at the start, on both sides: what of it a JVM happens to have touched by then depends on
 * the collector's mood, tens of megabytes from run to run. Live heap is compared on its own.
 */
const JVM_ARGS = ["-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"];

/** How often the first answer is asked for; the resolution of the start time. */
const POLL_MS = 4;

/** Budgets of the design: a start may cost this much more. */
const BUDGET = { startMs: 150, classes: 300, rssMb: 15, threads: 2 };

interface Start {
  readonly startMs: number;
  /** CPU time of the process until its first answer: holds on a busy machine, where the time of day does not. */
  readonly cpuMs: number;
  readonly classes: number;
  readonly rssMb: number;
  readonly liveHeapMb: number;
  readonly threads: number;
  readonly agentThreads: number;
}

export async function agentStart(options: BenchOptions): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), "gyeot-bench-start-"));
  const home = await fetchTomcat(VERSION);
  const agentJar = await buildAgent(options.say);
  const sidecar = await sidecarProcess.start({ name: "bench", dataDir: join(dir, "sidecar") });
  try {
    const agentArgs = `run=${sidecar.runDir},was=bench`;
    const sides = {
      plain: (): Promise<Start> => start(home, join(dir, "plain"), {}),
      agent: (): Promise<Start> => start(home, join(dir, "agent"), { agentJar, agentArgs }),
    };
    await sides.plain();
    await sides.agent();
    const plain: Start[] = [];
    const agent: Start[] = [];
    const rounds = options.short ? STARTS_SHORT : STARTS;
    for (let round = 0; round < rounds; round++) {
      // Turn and turn about which goes first, so that a machine that slows down does not favour one side.
      for (const side of round % 2 === 0 ? [plain, agent] : [agent, plain]) {
        side.push(side === plain ? await sides.plain() : await sides.agent());
      }
      options.say(
        `${round + 1}/${rounds}: plain ${plain.at(-1)?.startMs} ms, agent ${agent.at(-1)?.startMs} ms`,
      );
    }
    return report(plain, agent, rounds);
  } finally {
    await sidecar.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function report(plain: readonly Start[], agent: readonly Start[], rounds: number): object {
  const both = (field: keyof Start): { plain: number; agent: number; added: number } => {
    const [p, a] = [median(plain.map((s) => s[field])), median(agent.map((s) => s[field]))];
    return { plain: round1(p), agent: round1(a), added: round1(a - p) };
  };
  const [startMs, classes, rssMb, threads] = [
    both("startMs"),
    both("classes"),
    both("rssMb"),
    both("threads"),
  ];
  const heap = both("liveHeapMb");
  const withinBudget =
    startMs.added <= BUDGET.startMs &&
    classes.added <= BUDGET.classes &&
    rssMb.added + heap.added <= BUDGET.rssMb &&
    threads.added <= BUDGET.threads;
  return {
    name: "agent-start",
    unit: "ms added to the start",
    value: startMs.added,
    rivals: { plainTomcatMs: startMs.plain },
    ratio: Math.round((startMs.agent / startMs.plain) * 1000) / 1000,
    complete: plain.length === rounds && agent.every((one) => one.agentThreads === 2),
    starts: rounds,
    startMs,
    cpuMs: both("cpuMs"),
    classes,
    rssMb,
    liveHeapMb: heap,
    threads,
    budget: BUDGET,
    withinBudget,
  };
}

async function start(
  home: string,
  base: string,
  agent: { agentJar?: string; agentArgs?: string },
): Promise<Start> {
  const port = await freePort();
  mkdirSync(base, { recursive: true });
  const wars = [{ path: join(home, "webapps", "ROOT"), contextPath: "" }];
  let startedAt = 0;
  let pid = 0;
  const onSpawn = (spawned: number): void => {
    startedAt = performance.now();
    pid = spawned;
  };
  const running = startTomcat({
    home,
    base,
    port,
    wars,
    jvmArgs: JVM_ARGS,
    onSpawn,
    ...agent,
  });
  // The start's own failure is reported by `running`; asking must end then, too.
  let failed = false;
  running.catch(() => {
    failed = true;
  });
  while (!failed && (await statusOf(port)) !== 200) {
    await delay(POLL_MS);
  }
  const startMs = Math.round(performance.now() - startedAt);
  const cpuMs = failed ? 0 : cpuMsOf(pid);
  const process = await running;
  await delay(SETTLE_MS);
  try {
    return { startMs, cpuMs, ...sizes(pid) };
  } finally {
    process.kill("SIGKILL");
    await process.stopped;
  }
}

function sizes(pid: number): Omit<Start, "startMs" | "cpuMs"> {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  const names = readdirSync(`/proc/${pid}/task`).map((id) =>
    readFileSync(`/proc/${pid}/task/${id}/comm`, "utf8"),
  );
  const tool = (...args: string[]): string =>
    execFileSync("jcmd", [String(pid), ...args], { encoding: "utf8" });
  const rssMb = number("VmRSS") / 1024;
  const jstat = execFileSync("jstat", ["-class", String(pid)], { encoding: "utf8" });
  return {
    classes: Number(jstat.trim().split("\n").at(-1)?.trim().split(/\s+/)[0]),
    rssMb,
    liveHeapMb: liveHeapMb(tool),
    // JIT compiler threads come and go with the load of the moment.
    threads: names.filter((name) => !/^C[12] Comp/.test(name)).length,
    agentThreads: names.filter((name) => name.startsWith("gyeot-")).length,
  };
}

function liveHeapMb(tool: (...args: string[]) => string): number {
  tool("GC.run");
  return Number(/used (\d+)K/.exec(tool("GC.heap_info"))?.[1]) / 1024;
}

/** User and system time in the kernel's ticks of 10 ms. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function statusOf(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/", agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
