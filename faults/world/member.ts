/** One sidecar of the world, as an operator starts it: supervisor, grid and watch, on a host of its own where there are hosts. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { OwnedProcess, OwnedProcesses } from "../../scripts/demo/owned-processes.ts";
import { RunDir } from "../../sidecar/base/run-dir.ts";
import type { Comparison, GridStatus } from "../../sidecar/rpc/gen/admin.ts";
import { askAdmin } from "../../sidecar/testing/ask-admin.ts";

/** How a member is started. */
export interface MemberOptions {
  readonly name: string;
  readonly directory: string;
  readonly owned: OwnedProcesses;
  /** The built program, run by this process' own Node. */
  readonly program: string;
  readonly flags: readonly string[];
  /** Words before the command, to run it on its host. */
  readonly on: readonly string[];
  readonly peerPort: number;
}

/** Differences of one start. */
export interface MemberStart {
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Resolve as soon as it is spawned; or only when its watch is there too, which sessions never wait for. */
  readonly until?: "spawned" | "whole";
}

/** A start on a busy machine, with a store to check. */
const START_MS = 60_000;
const STOP_MS = 15_000;

export class Member {
  readonly name: string;
  readonly dataDir: string;
  readonly runDir: RunDir;
  readonly log: string;
  readonly peerPort: number;
  /** Ends of its processes this suite caused; others are the sidecar's own. */
  killed = 0;
  readonly #options: MemberOptions;
  #process: OwnedProcess | null = null;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.name = options.name;
    this.dataDir = join(options.directory, options.name);
    // Short: a Unix socket's path holds 107 characters.
    this.runDir = new RunDir(join(options.directory, `${options.name}-run`));
    this.log = join(options.directory, `${options.name}.log`);
    this.peerPort = options.peerPort;
    mkdirSync(this.dataDir, { recursive: true, mode: 0o700 });
  }

  get isUp(): boolean {
    return this.#process?.isAlive() === true;
  }

  /** Starts it; resolves once its grid answers, unless told otherwise. */
  async start(how: MemberStart = {}): Promise<void> {
    const { name, owned, program, flags, on } = this.#options;
    const where = ["--data-dir", this.dataDir, "--run-dir", this.runDir.path, "--http-port", "0"];
    const own = [
      process.execPath,
      program,
      "start",
      "--name",
      name,
      ...where,
      ...flags,
      ...(how.flags ?? []),
    ];
    const [command, ...args] = [...on, ...own] as [string, ...string[]];
    this.#logFrom = this.#logText().length;
    this.#process = owned.start({ name, command, args, log: this.log, ...(how.env ? { env: how.env } : {}) });
    if (how.until !== "spawned") await this.ready(how.until === "whole");
  }

  /** Resolves once its grid answers; `whole`: and its watch has started. */
  async ready(whole = false): Promise<void> {
    const endMs = performance.now() + START_MS;
    while (performance.now() < endMs) {
      const hasStarted = !whole || this.#logText().includes("is running (", this.#logFrom);
      if (hasStarted && (await this.status()) !== null) return;
      if (!this.isUp) break;
      await delay(50);
    }
    throw new Error(`sidecar ${this.name} did not start; its log ends:\n${this.logTail()}`);
  }

  /** What it says of itself; null while it says nothing. */
  status(): Promise<GridStatus | null> {
    return askAdmin.status(this.runDir).catch(() => null);
  }

  /** What it and the others hold in common; null while it says nothing. */
  compare(): Promise<Comparison | null> {
    return askAdmin.compare(this.runDir).catch(() => null);
  }

  /** Pid of one of its two working processes; 0 while there is none. */
  pidOf(child: "grid" | "watch"): number {
    try {
      const text = readFileSync(join(this.runDir.path, "status.json"), "utf8");
      const { processes } = JSON.parse(text) as { processes: { name: string; pid: number | null }[] };
      return processes.find(({ name }) => name === child)?.pid ?? 0;
    } catch {
      // Not written yet.
      return 0;
    }
  }

  /** Its supervisor and children. */
  pids(): number[] {
    const supervisor = this.#process?.pid ?? 0;
    return [supervisor, this.pidOf("grid"), this.pidOf("watch")].filter((pid) => pid > 0 && isThere(pid));
  }

  /** A signal to the grid alone: its supervisor starts it again. */
  signalGrid(signal: NodeJS.Signals): void {
    const pid = this.pidOf("grid");
    if (pid === 0 || !isThere(pid)) return;
    if (signal === "SIGKILL") this.killed += 1;
    process.kill(pid, signal);
  }

  /** A signal to all of it at once, as when its host dies (SIGKILL) or is frozen (SIGSTOP). */
  signalAll(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  /** kill -9 of all of it; resolves when it is gone. */
  async kill(): Promise<void> {
    this.signalAll("SIGKILL");
    await this.#gone();
  }

  async stop(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    running.kill("SIGCONT");
    process.kill(running.pid, "SIGTERM");
    await this.#gone();
    running.kill("SIGKILL");
  }

  /** How often a process of this member ended by itself since the last call. */
  newDeaths(): number {
    const deaths = this.#deathsLogged() - this.#deathsSeen;
    this.#deathsSeen += deaths;
    const own = deaths - this.killed;
    this.killed = 0;
    return Math.max(0, own);
  }

  #deathsSeen = 0;
  #logFrom = 0;

  #deathsLogged(): number {
    return this.#logText().split("a process died and is started again").length - 1;
  }

  logTail(): string {
    return this.#logText().slice(-3_000);
  }

  #logText(): string {
    return existsSync(this.log) ? readFileSync(this.log, "utf8") : "";
  }

  async #gone(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    const endMs = performance.now() + STOP_MS;
    while (running.isAlive() && performance.now() < endMs) await delay(10);
    if (running.isAlive()) {
      running.kill("SIGKILL");
      await running.stopped;
    }
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
