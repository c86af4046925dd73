import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { atomicWrite } from "./base/atomic-write.ts";
import type { Log } from "./base/log.ts";
import type { Endpoints, RunDir } from "./base/run-dir.ts";
import { ChildDeaths } from "./child-deaths.ts";
import type { ChildMessage, SupervisorMessage } from "./run-child.ts";
import { type CrashKind, CrashNotes } from "./store/crash-notes.ts";

/** The two processes of a sidecar. */
export type ChildName = "grid" | "watch";

/** What a supervisor needs. */
export interface SupervisorOptions {
  /** Path of this program, started again with another first argument. */
  readonly program: string;
  readonly argv: readonly string[];
  readonly log: Log;
  readonly runDir: RunDir;
  /** Where it is noted which child died of its store. */
  readonly dataDir: string;
  readonly stopDeadlineMs: number;
}

interface Child {
  process: ChildProcess | null;
  endpoints: Endpoints | null;
  readonly deaths: ChildDeaths;
  startedMs: number;
  /** How it last died; empty when it never has. */
  died: string;
}

type How = { readonly code: number | null; readonly signal: string | null };
type Ready = (name: ChildName) => void;
type Failure = { readonly code: string; readonly message: string };

/**
 * The first start fails with what the child said of it. A child that crashed said nothing: it is started again, and
 * the third time without the store that killed it.
 */
const FIRST_CRASHES_MAX = 5;

/** Runs `grid` and `watch` as processes of their own, starts them again when they die, and stops them. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #children: Record<ChildName, Child> = { grid: idle(), watch: idle() };
  #stopping = false;
  #failed: ((failure: Failure) => void) | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Resolves when both are ready; rejects with what a child said when its first start fails. */
  start(): Promise<Endpoints> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      const pending = new Set<ChildName>(["grid", "watch"]);
      const ready = (name: ChildName): void => {
        pending.delete(name);
        if (pending.size > 0) return;
        this.#failed = null;
        resolve(this.endpoints());
      };
      this.#fork("grid", ready);
      this.#fork("watch", ready);
    });
  }

  /** Everything the children listen on. */
  endpoints(): Endpoints {
    const token = this.#options.runDir.token();
    return { ...this.#children.grid.endpoints, ...this.#children.watch.endpoints, token };
  }

  /** Lets both end what they have begun; what does not end within the deadline is killed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    // The watch first: it asks the grid, not the other way round.
    await this.#end("watch");
    await this.#end("grid");
  }

  #fork(name: ChildName, ready: Ready): void {
    const child = this.#children[name];
    child.startedMs = Date.now();
    child.endpoints = null;
    const running = fork(this.#options.program, [`${name}-process`, ...this.#options.argv], {
      stdio: "inherit",
    });
    child.process = running;
    let failure: Failure | null = null;
    running.on("message", (message) => {
      const heard = message as ChildMessage;
      if (heard.kind === "failed") failure = heard;
      else {
        child.endpoints = heard.endpoints;
        this.#publish();
        ready(name);
      }
    });
    running.on("error", (cause) =>
      this.#options.log.error("a process could not be started", { name, cause }),
    );
    running.on("exit", (code, signal) => {
      child.process = null;
      child.endpoints = null;
      this.#exited(name, failure, { code, signal }, ready);
    });
  }

  #exited(name: ChildName, failure: Failure | null, how: How, ready: Ready): void {
    if (this.#stopping) return;
    const child = this.#children[name];
    const crash = ChildDeaths.crash(how.signal);
    if (crash !== null) this.#noteCrash(name, crash);
    child.died = `${how.signal ?? `exit ${how.code}`}${failure === null ? "" : `: ${failure.message}`}`;
    const delayMs = child.deaths.died(Date.now(), child.startedMs);
    const { loops } = child.deaths;
    if (this.#failed !== null && (crash === null || child.deaths.inRow > FIRST_CRASHES_MAX)) {
      const text = `the ${name} process ended while starting (${child.died})`;
      this.#failed(failure ?? { code: "internal", message: text });
      this.#failed = null;
      return;
    }
    this.#options.log.error("a process died and is started again", {
      name,
      ...how,
      ...failure,
      delayMs,
      loops,
    });
    this.#publish();
    setTimeout(() => {
      if (!this.#stopping) this.#fork(name, ready);
    }, delayMs);
  }

  #noteCrash(name: ChildName, kind: CrashKind): void {
    new CrashNotes(join(this.#options.dataDir, `${name}.crashes`)).add(Date.now(), kind);
  }

  /** Tells agents (through the run directory) and both children what is where. */
  #publish(): void {
    const endpoints = this.endpoints();
    this.#options.runDir.writeEndpoints(endpoints);
    const processes = Object.entries(this.#children).map(([name, { process: running, deaths, died }]) => ({
      name,
      pid: running?.pid ?? null,
      restarts: deaths.inRow,
      deaths: deaths.total,
      crashLoops: deaths.loops,
      died,
    }));
    const status = { pid: process.pid, processes };
    atomicWrite(join(this.#options.runDir.path, "status.json"), `${JSON.stringify(status)}\n`);
    for (const { process: running } of Object.values(this.#children)) {
      say(running, { kind: "endpoints", endpoints });
    }
  }

  #end(name: ChildName): Promise<void> {
    const running = this.#children[name].process;
    if (running === null || running.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      // The child's parts have a deadline each; this one is for a child that does not even do that.
      const timer = setTimeout(() => running.kill("SIGKILL"), this.#options.stopDeadlineMs * 2);
      running.once("exit", () => {
        clearTimeout(timer);
        resolve();
      });
      say(running, { kind: "stop" });
    });
  }
}

function idle(): Child {
  return { process: null, endpoints: null, deaths: new ChildDeaths(), startedMs: 0, died: "" };
}

function say(child: ChildProcess | null, message: SupervisorMessage): void {
  if (child?.connected === true) child.send(message, () => {});
}
