/**
 * A real sidecar (supervisor, grid and watch) as plain processes on loopback, run from the sources, for the tests and
 * benches that need one. The caller stops it; nothing outlives `stop` or `kill`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** What to start. Ports are free ones where absent. */
export interface SidecarOptions {
  readonly name: string;
  readonly dataDir: string;
  /** More flags, for example ["--durability", "disk"]. */
  readonly flags?: readonly string[];
  readonly httpPort?: number;
  /** A built sidecar to run instead of the sources. */
  readonly program?: string;
}

/** A running sidecar. */
export interface SidecarProcess {
  readonly name: string;
  readonly pid: number;
  /** What an agent is told as `run=`. */
  readonly runDir: string;
  readonly dataDir: string;
  /** `http://127.0.0.1:PORT` of its page. */
  readonly url: string;
  /** What it printed. */
  readonly console: string;
  /** The supervisor and its children as they are now. */
  readonly pids: () => number[];
  /** Sends the signal to the supervisor and its children at once. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Asks it to stop and waits until it is gone. */
  readonly stop: () => Promise<void>;
  /** The same sidecar again, on the same directory and ports. */
  readonly again: () => Promise<SidecarProcess>;
}

/** Two sidecars in mode pair. */
export interface SidecarPair {
  readonly a: SidecarProcess;
  readonly b: SidecarProcess;
  readonly stop: () => Promise<void>;
}

const READY_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 15_000;
const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Starts sidecars. */
export const sidecarProcess = { start, startPair };

/** Starts one and waits until its page and its grid answer. */
async function start(options: SidecarOptions): Promise<SidecarProcess> {
  const httpPort = options.httpPort ?? (await freePort());
  mkdirSync(options.dataDir, { recursive: true });
  const console = join(options.dataDir, "console.log");
  const flags = ["--name", options.name, "--data-dir", options.dataDir, "--http-port", String(httpPort)];
  const { program } = options;
  const sources = ["--import", "tsx", join(repository, "sidecar", "main.ts")];
  const args = [
    ...(program === undefined ? sources : [program]),
    "start",
    ...flags,
    ...(options.flags ?? []),
  ];
  const child = spawn(process.execPath, args, { cwd: repository, stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const sink = createWriteStream(console, { flags: "a" });
  child.stdout?.pipe(sink, { end: false });
  child.stderr?.pipe(sink, { end: false });
  const url = `http://127.0.0.1:${httpPort}`;
  const runDir = join(options.dataDir, "run");
  try {
    await ready(child, url, runDir);
  } catch (cause) {
    killTree(child.pid ?? 0, "SIGKILL");
    throw new Error(`sidecar ${options.name} did not start:\n${tail(console)}`, { cause });
  }
  const pid = child.pid as number;
  return {
    name: options.name,
    pid,
    runDir,
    dataDir: options.dataDir,
    url,
    console,
    pids: () => tree(pid),
    kill: (signal) => killTree(pid, signal),
    stop: async () => {
      child.kill("SIGTERM");
      await Promise.race([gone, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
      killTree(pid, "SIGKILL");
      await gone;
    },
    again: () => start({ ...options, httpPort }),
  };
}

/** Starts two that replicate to each other, in `dir`/a and `dir`/b. */
async function startPair(dir: string, keyFile?: string, program?: string): Promise<SidecarPair> {
  const [portA, portB] = [await freePort(), await freePort()];
  mkdirSync(dir, { recursive: true });
  const key = keyFile ?? join(dir, "cluster.key");
  if (keyFile === undefined) writeFileSync(key, `${"a5".repeat(32)}\n`, { mode: 0o600 });
  const flags = (own: number, other: number): string[] => [
    "--mode",
    "pair",
    "--peer-port",
    String(own),
    "--peer",
    `127.0.0.1:${other}`,
    "--cluster-key-file",
    key,
  ];
  const built = program === undefined ? {} : { program };
  const [a, b] = await Promise.all([
    start({ name: "a", dataDir: join(dir, "a"), flags: flags(portA, portB), ...built }),
    start({ name: "b", dataDir: join(dir, "b"), flags: flags(portB, portA), ...built }),
  ]);
  return { a, b, stop: async () => void (await Promise.all([a.stop(), b.stop()])) };
}

async function ready(child: ChildProcess, url: string, runDir: string): Promise<void> {
  const end = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the process ended");
    const page = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (page?.ok && existsSync(join(runDir, "session.sock"))) return;
    await delay(50);
  }
  throw new Error(`not ready within ${READY_TIMEOUT_MS} ms`);
}

/** A process and all its descendants, parents first. */
function tree(pid: number): number[] {
  const all = [pid];
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
      for (const child of children === "" ? [] : children.split(" ")) all.push(...tree(Number(child)));
    }
  } catch {
    // It ended while we looked: it has no descendants any more.
  }
  return all;
}

function killTree(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return;
  for (const each of tree(pid)) {
    try {
      process.kill(each, signal);
    } catch {
      // Already gone.
    }
  }
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

function tail(file: string): string {
  return existsSync(file)
    ? readFileSync(file, "utf8").split("\n").slice(-30).join("\n")
    : "(printed nothing)";
}
