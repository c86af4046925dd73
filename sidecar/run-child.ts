import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { AppError } from "./base/app-error.ts";
import type { Config } from "./base/config.ts";
import { Lifecycle } from "./base/lifecycle.ts";
import { type LockFile, lockFile } from "./base/lock-file.ts";
import { Log } from "./base/log.ts";
import { MetricsRegistry } from "./base/metrics-registry.ts";
import { type Endpoints, RunDir } from "./base/run-dir.ts";
import { systemClock } from "./base/system-clock.ts";
import type { ProcessContext, ProcessParts } from "./process-context.ts";
import { soundStore } from "./sound-store.ts";
import { CrashNotes } from "./store/crash-notes.ts";

/** What the supervisor hears from a child. */
export type ChildMessage =
  | { readonly kind: "ready"; readonly endpoints: Endpoints }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/** What a child hears from the supervisor. */
export type SupervisorMessage =
  | { readonly kind: "stop" }
  | { readonly kind: "endpoints"; readonly endpoints: Endpoints };

/** A child of a supervisor that was killed may still be ending when the next one starts. */
const LOCK_WAIT_MS = 5_000;

/** For the log and the supervisor to hear why this process ends. */
const LAST_WORDS_MS = 100;

/**
 * Requests wait for the grid, and the peer judges its silence in hundreds of milliseconds: where the system allows it
 * (root, CAP_SYS_NICE), it runs before the WAS that keeps every core busy. Its own use is a small share of one.
 */
function runFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGH);
  } catch {
    // Not allowed: it runs like everyone else.
  }
}

/**
 * Runs one child process from start to end: parts up, `ready`, then until the supervisor says stop, goes away,
 * or a signal comes. Returns the exit code. An error nobody caught ends the process: its supervisor restarts it.
 */
export async function runChild(
  name: "grid" | "watch",
  config: Config,
  build: (context: ProcessContext) => ProcessParts,
): Promise<number> {
  const log = new Log({
    clock: systemClock,
    level: config.logLevel,
    part: name,
    write: (line) => process.stderr.write(line),
  });
  process.on("uncaughtException", (cause) => fatal(log, cause));
  process.on("unhandledRejection", (cause) => fatal(log, cause));
  const lifecycle = new Lifecycle({ log, stopDeadlineMs: config.stopDeadlineMs });
  const stopped = untilStop(lifecycle);
  let lock: LockFile | null = null;
  if (name === "grid") runFirst();
  try {
    lock = await takeLock(join(config.dataDir, `${name}.lock`));
    const listeners: ((endpoints: Endpoints) => void)[] = [];
    onMessage((message) => {
      if (message.kind === "endpoints") for (const listener of listeners) listener(message.endpoints);
    });
    const runDir = new RunDir(config.runDir);
    const crashes = new CrashNotes(join(config.dataDir, `${name}.crashes`));
    const directory = join(config.dataDir, name);
    const store = await soundStore({ directory, clock: systemClock, log: log.child("store"), crashes });
    const { parts, endpoints } = build({
      config,
      runDir,
      clock: systemClock,
      log,
      metrics: new MetricsRegistry(),
      store,
      storeFailed: (failure) => storeFailed(failure, crashes),
      onEndpoints: (listener) => listeners.push(listener),
    });
    await lifecycle.start(parts);
    tell({ kind: "ready", endpoints: endpoints() });
    log.info("started", { pid: process.pid });
    await stopped;
    await lifecycle.stop();
    return 0;
  } catch (cause) {
    const { code, message } = AppError.from(cause);
    tell({ kind: "failed", code, message });
    if (code === "internal") log.error("could not start", { cause });
    return 1;
  } finally {
    lock?.release();
  }
}

function fatal(log: Log, cause: unknown): void {
  const stack = cause instanceof Error ? cause.stack : String(cause);
  log.error("ended by an error nobody caught", { stack });
  process.exit(70);
}

/** Not by an orderly exit: lmdb's own would wait for a disk that does not answer. */
function storeFailed(failure: AppError, crashes: CrashNotes): void {
  crashes.add(systemClock.nowMs(), "store");
  tell({ kind: "failed", code: failure.code, message: failure.message });
  setTimeout(() => process.kill(process.pid, "SIGKILL"), LAST_WORDS_MS);
}

async function takeLock(path: string): Promise<LockFile> {
  const deadlineMs = systemClock.monotonicMs() + LOCK_WAIT_MS;
  while (true) {
    try {
      return lockFile(path);
    } catch (cause) {
      if (systemClock.monotonicMs() > deadlineMs) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Resolves at the first wish to stop; the second ends the process at once. */
function untilStop(lifecycle: Lifecycle): Promise<void> {
  return new Promise((resolve) => {
    let wishes = 0;
    const stop = (): void => {
      wishes += 1;
      if (wishes > 1) process.exit(1);
      resolve();
    };
    onMessage((message) => {
      if (message.kind === "stop") stop();
    });
    // The supervisor is gone, by whatever way: a child without one must not go on.
    process.on("disconnect", () => {
      void lifecycle.stop().then(() => process.exit(0));
    });
    // Ctrl-C reaches the whole group; the supervisor then says stop itself.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", stop);
  });
}

function onMessage(listener: (message: SupervisorMessage) => void): void {
  process.on("message", (message) => listener(message as SupervisorMessage));
}

function tell(message: ChildMessage): void {
  process.send?.(message);
}
