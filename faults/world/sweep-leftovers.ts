import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { shell } from "./shell.ts";

const BLKIO = "/sys/fs/cgroup/blkio";

/**
 * Removes what runs of this suite left behind whose runner is gone and whose reaper could not: processes with their folder on
 * the command line, mounts below it, namespaces and bridges named after the runner. Of a run that lives it touches nothing.
 */
export async function sweepLeftovers(): Promise<void> {
  for (const folder of deadFolders()) {
    for (const pid of pidsWith(folder)) end(pid);
    await delay(200);
    for (const place of mountsBelow(folder)) await quietly("umount", ["-l", place]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  if (process.getuid?.() !== 0) return;
  const namespaces = (await quietly("ip", ["netns", "list"]))
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "");
  for (const name of namespaces.filter(isOrphan)) {
    for (const pid of (await quietly("ip", ["netns", "pids", name])).split("\n"))
      if (Number(pid) > 0) end(Number(pid));
    await quietly("ip", ["netns", "del", name]);
  }
  const links = (await quietly("ip", ["-o", "link", "show", "type", "bridge"])).matchAll(/^\d+: (gf\w+):/gm);
  for (const [, name = ""] of links) if (isOrphan(name)) await quietly("ip", ["link", "del", name]);
  for (const name of existsSync(BLKIO) ? readdirSync(BLKIO) : []) {
    const pid = /^gyeot-faults-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isThere(Number(pid))) removeGroup(join(BLKIO, name));
  }
}

/** Folders of worlds whose runner has ended. */
function deadFolders(): string[] {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith("gyeot-demo-"));
  return folders
    .map((name) => join(tmpdir(), name))
    .filter((folder) => {
      const file = join(folder, "runner.pid");
      return existsSync(file) && !isThere(Number(readFileSync(file, "utf8")));
    });
}

function pidsWith(folder: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`${folder}/`);
      } catch {
        // It has just ended.
        return false;
      }
    });
}

function mountsBelow(folder: string): string[] {
  const places = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "");
  return places.filter((place) => place.startsWith(`${folder}/`));
}

/** Named as HostNet names things, after a process that is gone: five digits of base 36 follow "gf". */
function isOrphan(name: string): boolean {
  const pid = /^gf([0-9a-z]{5})[0-9a-z]{1,2}(b|h\d+)$/.exec(name)?.[1];
  return pid !== undefined && !isThere(Number.parseInt(pid, 36));
}

function removeGroup(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Somebody is still in it: the next start tries again.
  }
}

async function quietly(command: string, args: readonly string[]): Promise<string> {
  try {
    return await shell(command, args);
  } catch {
    // Not there, or gone meanwhile.
    return "";
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
