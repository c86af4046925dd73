/**
 * Everything the demo started, and its temporary folder. stopAll ends it in reverse order, each within a bound; when the
 * demo dies without that (kill -9, crash), the reaper beside it does. Nothing is ever ended by name.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** How one process is started. `log` is a file its output is appended to. */
export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly log: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Asks it to stop; SIGTERM when absent. */
  readonly stopSignal?: NodeJS.Signals;
}

/** One process, with all its children when it leads a group. */
export interface OwnedProcess {
  readonly name: string;
  readonly pid: number;
  readonly stopped: Promise<void>;
  isAlive(): boolean;
  kill(signal: NodeJS.Signals): void;
}

interface Entry extends OwnedProcess {
  readonly target: number;
  readonly stopSignal: NodeJS.Signals;
}

/** A sidecar drains and a Tomcat stops its applications in this time; after it they are killed. */
const STOP_MS = 8000;

export class OwnedProcesses {
  /** Removed at the end. Others may pass through it, because PostgreSQL runs as a user of its own. */
  readonly folder: string;
  readonly #entries: Entry[] = [];
  readonly #reaper: ChildProcess;
  #stopping: Promise<void> | undefined;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "gyeot-demo-"));
    chmodSync(this.folder, 0o711);
    const script = fileURLToPath(new URL("./reaper.mjs", import.meta.url));
    this.#reaper = spawn(process.execPath, [script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    this.#reaper.unref();
    this.#reaper.stdin?.on("error", () => undefined);
    this.#tell(`dir ${this.folder}`);
  }

  /** Starts a process as the leader of its own group. */
  start(launch: Launch): OwnedProcess {
    const log = openSync(launch.log, "a");
    const child = spawn(launch.command, [...launch.args], {
      detached: true,
      stdio: ["ignore", log, log],
      env: launch.env === undefined ? process.env : { ...process.env, ...launch.env },
      ...(launch.cwd === undefined ? {} : { cwd: launch.cwd }),
      ...(launch.uid === undefined ? {} : { uid: launch.uid }),
      ...(launch.gid === undefined ? {} : { gid: launch.gid }),
    });
    const stopped = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    if (child.pid === undefined) {
      throw new Error(`${launch.name} could not be started: is ${launch.command} there and executable?`);
    }
    return this.#add(launch.name, -child.pid, stopped, launch.stopSignal ?? "SIGTERM");
  }

  /** Takes charge of a process someone else spawned, which leads no group. */
  adopt(name: string, pid: number): void {
    const stopped = (async () => {
      while (isThere(pid)) await delay(200, undefined, { ref: false });
    })();
    this.#add(name, pid, stopped, "SIGTERM");
  }

  /** Something of the kernel's that the caller gives back himself; the reaper does when he cannot. */
  remember(kind: "netns" | "link" | "mount", name: string): void {
    this.#tell(`${kind} ${name}`);
  }

  /** Resolves when all of it is gone and the folder is removed. Later calls wait for the first. */
  stopAll(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    for (const entry of [...this.#entries].reverse()) {
      entry.kill(entry.stopSignal);
      await until(() => !entry.isAlive(), STOP_MS);
      entry.kill("SIGKILL");
      await until(() => !entry.isAlive(), 2000);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    this.#tell("done");
    this.#reaper.stdin?.end();
  }

  #add(name: string, target: number, stopped: Promise<void>, stopSignal: NodeJS.Signals): OwnedProcess {
    const entry: Entry = {
      name,
      target,
      pid: Math.abs(target),
      stopped,
      stopSignal,
      isAlive: () => isThere(target),
      kill: (signal) => send(target, signal),
    };
    this.#entries.push(entry);
    this.#tell(`+${target} ${stopSignal}`);
    void stopped.then(() => this.#forget(entry));
    return entry;
  }

  /** A leader may be gone while its group is not; then it is still ours to end. */
  #forget(entry: Entry): void {
    if (entry.isAlive()) return;
    const at = this.#entries.indexOf(entry);
    if (at >= 0) this.#entries.splice(at, 1);
    this.#tell(`-${entry.target}`);
  }

  #tell(line: string): void {
    this.#reaper.stdin?.write(`${line}\n`);
  }
}

function isThere(target: number): boolean {
  try {
    process.kill(target, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // Gone already, which is what was wanted.
  }
}

async function until(test: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!test() && performance.now() < end) await delay(50);
}
