import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "./testing/free-port.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const PROGRAM = ["--import", import.meta.resolve("tsx"), MAIN];
const root = mkdtempSync(join(tmpdir(), "gyeot-exposure-"));
let running: ChildProcess | null = null;
after(() => {
  running?.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

/** `gyeot config check`: exit code and what it says. */
function check(...flags: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...PROGRAM, "config", "check", ...flags],
      { cwd: root },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, text: out + err });
      },
    );
  });
}

/** Addresses at which the process listens, as the kernel writes them: hex, its own byte order. */
function listening(pid: number): string[] {
  const inodes = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    } catch {
      // Closed while we looked.
    }
  }
  const lines = ["tcp", "tcp6"].flatMap((file) =>
    readFileSync(`/proc/${pid}/net/${file}`, "utf8").split("\n").slice(1),
  );
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[3] === "0A" && inodes.has(cells[9] ?? ""))
    .map((cells) => (cells[1] ?? "").split(":")[0] as string);
}

describe("what can be reached from outside", { timeout: 120_000 }, () => {
  it("is nothing of a fresh sidecar: all its processes listen on loopback alone", async () => {
    const data = join(root, "fresh");
    const key = join(root, "cluster.key");
    writeFileSync(key, "ab".repeat(32), { mode: 0o600 });
    const pair = ["--mode", "pair", "--peer", "127.0.0.1:1", "--peer-port", String(await freePort())];
    const flags = ["--name", "fresh", "--data-dir", data, "--http-port", "0", "--cluster-key-file", key];
    running = spawn(process.execPath, [...PROGRAM, "start", ...flags, ...pair], { stdio: "ignore" });
    let pids: number[] = [];
    for (let tries = 0; pids.length < 2 || pids.some((pid) => listening(pid).length < 2); tries += 1) {
      assert.ok(tries < 600, "never listened");
      await delay(100);
      try {
        const { processes } = JSON.parse(readFileSync(join(data, "run", "status.json"), "utf8"));
        pids = processes.flatMap(({ pid }: { pid: number | null }) => pid ?? []);
      } catch {
        // Not started yet.
      }
    }
    for (const pid of pids) {
      for (const address of listening(pid))
        assert.match(address, /^(0100007F|00000000000000000000000001000000)$/, `process ${pid}`);
    }
    running.kill("SIGTERM");
  });

  it("is refused by name, with the commands that make it safe, before anything is opened", async () => {
    const grid = ["--mode", "grid", "--name", "was1", "--members"];
    const far = "was1=10.0.0.1:7401,was2=10.0.0.2:7401,was3=10.0.0.3:7401";
    const wide = await check(...grid, far, "--peer-host", "10.0.0.1");
    assert.deepEqual([wide.code, /gyeot certs member --ca DIR/.test(wide.text)], [2, true], wide.text);
    const files = ["--peer-cert", "was1.crt", "--peer-key", "was1.key", "--peer-ca", "ca.crt"];
    const missing = await check(...grid, far, "--peer-host", "10.0.0.1", ...files);
    assert.deepEqual([missing.code, /was1\.crt cannot be read/.test(missing.text)], [1, true], missing.text);
    writeFileSync(join(root, "members"), "was1=127.0.0.1:1\nwas2=127.0.0.1:2\nwas2=127.0.0.1:3\n");
    const list = ["--mode", "grid", "--name", "was1", "--members-file", "members", "--cluster-key-file"];
    const twice = await check(...list, "cluster.key");
    assert.deepEqual([twice.code, /"was2" is there twice/.test(twice.text)], [2, true], twice.text);
  });
});
