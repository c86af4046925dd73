import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { AppError } from "./app-error.ts";

/** A lock held until `release`. */
export interface LockFile {
  readonly release: () => void;
}

/**
 * Takes the lock at `path` for this process, or throws `data_dir_in_use`. A lock left by a killed process is
 * taken over: the file names the holder's pid and its start time, and both must still be true of a process.
 */
export function lockFile(path: string): LockFile {
  const own = `${process.pid} ${startTime(process.pid)}\n`;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (create(path, own)) return { release: () => release(path, own) };
    const found = read(path);
    if (found === null) continue;
    const pid = holderPid(found);
    if (pid !== null) {
      const text = `${path} is held by the running process ${pid}; stop it or set another --data-dir`;
      throw new AppError("data_dir_in_use", text);
    }
    setAside(path, found);
  }
  throw new AppError("data_dir_in_use", `${path} is being taken by another process at this moment`);
}

/** The file appears with its content or not at all: link fails when the name exists. */
function create(path: string, own: string): boolean {
  const temporary = `${path}.${process.pid}.new`;
  try {
    writeFileSync(temporary, own, { mode: 0o600 });
    linkSync(temporary, path);
    return true;
  } catch (cause) {
    if (errorCode(cause) === "EEXIST") return false;
    throw new AppError("data_dir_unusable", `the lock ${path} cannot be made`, cause);
  } finally {
    remove(temporary);
  }
}

/** Removes the lock of a dead process, unless another process has replaced it since it was read. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch (cause) {
    // Someone else was faster either way; the next attempt sees what they left.
    if (errorCode(cause) !== "ENOENT" && errorCode(cause) !== "EEXIST") throw cause;
  } finally {
    remove(aside);
  }
}

function release(path: string, own: string): void {
  if (read(path) === own) remove(path);
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (cause) {
    if (errorCode(cause) !== "ENOENT") throw cause;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Gone in between: the caller tries again.
    return null;
  }
}

/** The process that holds the lock, or null when it no longer runs. */
function holderPid(lock: string): number | null {
  const [pid, started] = lock.trim().split(" ");
  return started !== undefined && startTime(Number(pid)) === started ? Number(pid) : null;
}

/** When the process began, as the kernel counts it: tells a new process with a used pid from the holder. */
function startTime(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) return "none";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // The first of these fields is the state: a zombie no longer runs. The twentieth is the start time.
    return fields[0] === "Z" ? "none" : (fields[19] ?? "none");
  } catch {
    return aliveWithoutProc(pid) ? "running" : "none";
  }
}

/** Systems without /proc: the pid alone must do. */
function aliveWithoutProc(pid: number): boolean {
  if (process.platform === "linux") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return errorCode(cause) === "EPERM";
  }
}

function errorCode(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}
