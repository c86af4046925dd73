import { fork } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError } from "./base/app-error.ts";
import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import type { CrashNotes } from "./store/crash-notes.ts";
import { lmdbFile } from "./store/lmdb-file.ts";
import { quarantine } from "./store/quarantine.ts";
import { storeOnDisk } from "./store/store-on-disk.ts";
import type { StoreVerdict } from "./store/try-store.ts";

/** What is asked about a store before it is opened. */
export interface SoundStoreOptions {
  /** Directory of the LMDB environment. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly crashes: CrashNotes;
}

/** What a process is told about the store it may now open. */
export interface SoundStore {
  /** Where the damaged store of before is now; null when it was good or there was none. */
  readonly quarantined: string | null;
  readonly reason: string;
  /** Rows were found that are not as they were written: sessions may be missing without a trace. */
  readonly damagedRows: number;
}

type Heard = StoreVerdict | { readonly kind: "alive" };
type Outcome =
  | StoreVerdict
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "hung" }
  | { readonly kind: "none" };

/** Time for the walk through the rows: what a start may take longer for it. After a crash, until all was seen. */
const BUDGET_MS = 500;
const BUDGET_SUSPECT_MS = 60_000;

/** So many crashes in a few minutes, and the store is set aside although it looks good. */
const CRASHES_MAX = 3;

/** A probe that gives no sign for so long may hang in a broken tree; so often, and it does. */
const SILENT_MS_MAX = 15_000;
const HUNG_MAX = 3;

/** A disk that takes no writes is tried again for so long; then the process ends, and its supervisor waits. */
const RETRY_MS = 1_000;
const RETRIES_MAX = 30;

/** Signals by which a process dies of what it read. */
const DIED_OF_IT = ["SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE", "SIGTRAP"];

/**
 * Makes sure that a store can be opened: another process tries it first, and when that process dies or finds
 * damage, the store is set aside. Throws when a person must act (`data_dir_unusable`, `data_format_newer`) or the
 * disk takes no writes (`store_failed`). Afterwards there is a good store or none.
 */
export async function soundStore(options: SoundStoreOptions): Promise<SoundStore> {
  const { directory, clock, log, crashes } = options;
  const crashed = crashes.recent(clock.nowMs());
  const found = storeOnDisk(directory);
  if (found.kind === "none") return GOOD;
  if (found.kind === "damaged") return setAside(options, found.reason);
  if (crashed.store >= CRASHES_MAX) return setAside(options, `${crashed.store} processes died of it`);
  const budgetMs = crashed.all > 0 ? BUDGET_SUSPECT_MS : BUDGET_MS;
  for (let tries = 1; ; tries += 1) {
    const outcome = await probeTwice(directory, budgetMs);
    if (outcome.kind === "sound") return { ...GOOD, damagedRows: outcome.damagedRows };
    if (outcome.kind === "damaged") return setAside(options, outcome.reason);
    if (outcome.kind === "failed" && outcome.code !== "store_failed") throw unusable(directory, outcome);
    if (outcome.kind === "hung") {
      // A machine that stood still looks the same the first time.
      if (tries < HUNG_MAX) continue;
      return setAside(options, `reading it gave no sign for ${SILENT_MS_MAX} ms, ${tries} times`);
    }
    if (outcome.kind !== "failed" && tries > 1) {
      // Killed from outside twice, or it could not be run: the store is not to blame.
      log.warn("the store could not be tried before it is opened", { outcome });
      return GOOD;
    }
    if (tries > RETRIES_MAX) throw unusable(directory, outcome);
    log.warnSometimes("the store cannot be used; it is tried again each second", { outcome });
    await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
  }
}

const GOOD: SoundStore = { quarantined: null, reason: "", damagedRows: 0 };

function setAside({ directory, clock, log, crashes }: SoundStoreOptions, reason: string): SoundStore {
  const quarantined = quarantine.move({ path: directory, nowMs: clock.nowMs(), log, reason });
  crashes.clear();
  return { quarantined, reason, damagedRows: 0 };
}

function unusable(directory: string, outcome: Outcome): AppError {
  const { code, reason } =
    outcome.kind === "failed" ? outcome : { code: "store_failed" as const, reason: outcome.kind };
  const advice = {
    store_failed: "free space or repair the disk",
    data_dir_unusable: "give it to this user or set --data-dir",
  }[code];
  return new AppError(code, `the store ${directory} cannot be used (${reason}); ${advice}`);
}

/**
 * A probe that dies of the store is not believed at once: its table of readers may be to blame, which nobody else
 * uses and LMDB makes anew; or LMDB does not work here at all, and would die of a new store as well.
 */
async function probeTwice(directory: string, budgetMs: number): Promise<Outcome> {
  const first = await probe(directory, budgetMs);
  if (!diedOfIt(first)) return first;
  rmSync(join(directory, lmdbFile.lockName), { force: true });
  const second = await probe(directory, budgetMs);
  if (!diedOfIt(second)) return second;
  const control = `${directory}.control`;
  rmSync(control, { recursive: true, force: true });
  const third = await probe(control, budgetMs);
  rmSync(control, { recursive: true, force: true });
  return third.kind === "sound"
    ? { kind: "damaged", reason: `a process that only read it died by ${second.signal}` }
    : { kind: "failed", code: "store_failed", reason: "not even a new store can be made beside it" };
}

function diedOfIt(outcome: Outcome): outcome is Outcome & { readonly kind: "killed" } {
  return outcome.kind === "killed" && DIED_OF_IT.includes(outcome.signal);
}

/** Runs the probe to its verdict or its death. */
function probe(directory: string, budgetMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = fork(probeProgram(), [directory, String(budgetMs)], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    let outcome: Outcome = { kind: "none" };
    const hung = (): void => {
      outcome = { kind: "hung" };
      child.kill("SIGKILL");
    };
    let timer = setTimeout(hung, SILENT_MS_MAX);
    const end = (): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    child.on("message", (message) => {
      const heard = message as Heard;
      clearTimeout(timer);
      timer = setTimeout(hung, SILENT_MS_MAX);
      if (heard.kind === "alive") return;
      outcome = heard;
      child.kill("SIGKILL");
    });
    child.on("error", end);
    child.on("exit", (_code, signal) => {
      if (outcome.kind === "none" && signal !== null) outcome = { kind: "killed", signal };
      end();
    });
  });
}

/** Beside the built program, or beside this source. */
function probeProgram(): string {
  const built = fileURLToPath(new URL("./gyeot-probe.js", import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL("./probe-process.ts", import.meta.url));
}
