import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { atomicWrite } from "./base/atomic-write.ts";
import type { Log } from "./base/log.ts";
import type { Endpoints, RunDir } from "./base/run-dir.ts";
import type { ChildMessage, SupervisorMessage } from "./run-child.ts";

/** The two processes of a sidecar. */
export type ChildName = "grid" | "watch";

/** What a supervisor needs. */
export interface SupervisorOptions {
  /** Path of this program, started again with another first argument. */
  readonly program: string;
  readonly argv: readonly string[];
  readonly log: Log;
  readonly runDir: RunDir;
  readonly stopDeadlineMs: number;
}

interface Child {
  process: ChildProcess | null;
  endpoints: Endpoints | null;
  restarts: number;
  startedMs: number;
}

/** A child that dies is started again after this; twice as long each time, until it has run for a while. */
const BACKOFF_MS = 200;
const BACKOFF_MS_MAX = 10_000;
const HEALTHY_MS = 30_000;

/** Runs `grid` and `watch` as processes of their own, starts them again when they die, and stops them. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #children: Record<ChildName, Child> = { grid: idle(), watch: idle() };
  #stopping = false;
  #failed: ((failure: { code: string; message: string }) => void) | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Resolves when both are ready; rejects with what a child said when its first start fails. */
  start(): Promise<Endpoints> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      let pending = 2;
      const ready = (): void => {
        pending -= 1;
        if (pending > 0) return;
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

  #fork(name: ChildName, ready: () => void): void {
    const child = this.#children[name];
    child.startedMs = Date.now();
    child.endpoints = null;
    const running = fork(this.#options.program, [`${name}-process`, ...this.#options.argv], {
      stdio: "inherit",
    });
    child.process = running;
    let failure: { code: string; message: string } | null = null;
    running.on("message", (message) => {
      const heard = message as ChildMessage;
      if (heard.kind === "failed") failure = heard;
      else {
        child.endpoints = heard.endpoints;
        this.#publish();
        ready();
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

  #exited(
    name: ChildName,
    failure: { code: string; message: string } | null,
    how: { code: number | null; signal: string | null },
    ready: () => void,
  ): void {
    if (this.#stopping) return;
    const child = this.#children[name];
    if (this.#failed !== null) {
      const text = `the ${name} process ended while starting (exit ${how.code ?? how.signal})`;
      this.#failed(failure ?? { code: "internal", message: text });
      this.#failed = null;
      return;
    }
    if (Date.now() - child.startedMs > HEALTHY_MS) child.restarts = 0;
    child.restarts += 1;
    // The first restart is immediate: it is what agents wait for.
    const delayMs =
      child.restarts === 1 ? 0 : Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** (child.restarts - 2));
    this.#options.log.error("a process died and is started again", { name, ...how, ...failure, delayMs });
    this.#publish();
    setTimeout(() => {
      if (!this.#stopping) this.#fork(name, ready);
    }, delayMs);
  }

  /** Tells agents (through the run directory) and both children what is where. */
  #publish(): void {
    const endpoints = this.endpoints();
    this.#options.runDir.writeEndpoints(endpoints);
    const processes = Object.entries(this.#children).map(([name, { process: running, restarts }]) => ({
      name,
      pid: running?.pid ?? null,
      restarts,
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
  return { process: null, endpoints: null, restarts: 0, startedMs: 0 };
}

function say(child: ChildProcess | null, message: SupervisorMessage): void {
  if (child?.connected === true) child.send(message, () => {});
}
