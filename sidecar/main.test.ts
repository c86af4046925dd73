import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { lockFile } from "./base/lock-file.ts";
import { RunDir } from "./base/run-dir.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { askAdmin } from "./testing/ask-admin.ts";
import { sessions } from "./testing/sessions.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "gyeot-cli-"));
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

function gyeot(...args: string[]): { child: ChildProcess; out: () => string; ended: Promise<number> } {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), MAIN, ...args], {
    cwd: root,
  });
  running.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (text += String(bytes)));
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  void ended.then(() => running.delete(child));
  return { child, out: () => text, ended };
}

async function until(wanted: () => boolean, what: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (wanted()) return;
    await sessions.pause(50);
  }
  throw new Error(`never: ${what()}`);
}

/** A port and who holds it. */
function taken(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address !== null ? address.port : 0 });
    });
  });
}

describe("gyeot on the command line", () => {
  it("says what is wrong and ends with 2 for a wrong call and 1 for what cannot be done", async () => {
    const dir = join(root, "newer");
    mkdirSync(dir);
    writeFileSync(join(dir, "format"), "7\n");
    const held = join(root, "held");
    mkdirSync(held);
    const lock = lockFile(join(held, "lock"));
    const key = join(root, "open.key");
    writeFileSync(key, "ab".repeat(32), { mode: 0o644 });
    const pair = ["--mode", "pair", "--peer", "127.0.0.1:1", "--cluster-key-file"];
    const cases: [string[], number, RegExp][] = [
      [["key"], 0, /^[0-9a-f]{64}\n$/],
      [["strat"], 2, /did you mean "start"/],
      [["start", "--durabilty", "disk"], 2, /did you mean --durability/],
      [["start", "--data-dir", dir], 1, /format 7/],
      [["start", "--data-dir", held], 1, /held by the running process/],
      [["start", "--data-dir", "/dev/null/x"], 1, /not writable/],
      [["start", "--data-dir", join(root, "k1"), ...pair, key], 1, /chmod 600/],
      [["status", "--data-dir", join(root, "none")], 1, /no sidecar answers/],
    ];
    const runs = cases.map(([args]) => gyeot(...args));
    for (const [index, [args, code, words]] of cases.entries()) {
      const run = runs[index] as ReturnType<typeof gyeot>;
      assert.equal(await run.ended, code, `${args.join(" ")}: ${run.out()}`);
      assert.match(run.out(), words);
    }
    lock.release();
  });

  it("names the flag of a port that is in use, and leaves nothing running", async () => {
    const { port, server } = await taken();
    const run = gyeot(
      "start",
      "--data-dir",
      join(root, "port"),
      "--session-port",
      String(port),
      "--http-port",
      "0",
    );
    assert.equal(await run.ended, 1);
    assert.match(run.out(), /--session-port/);
    assert.equal(existsSync(join(root, "port", "lock")), false);
    server.close();
  });

  it("starts, restarts a process that is killed, keeps its sessions, and stops cleanly", async () => {
    const dir = join(root, "whole");
    const run = gyeot("start", "--name", "n1", "--data-dir", dir, "--http-port", "0");
    await until(() => run.out().includes("-javaagent:"), run.out);
    assert.match(run.out(), /page: {2}http:\/\/127\.0\.0\.1:\d+/);
    const runDir = new RunDir(join(dir, "run"));
    const attach = async (): Promise<AgentClient> => {
      const endpoint = runDir.readEndpoints()["session"] ?? "";
      const agent = new AgentClient({ address: endpoint, token: runDir.token(), was: "w" });
      await agent.welcome;
      return agent;
    };
    const agent = await attach();
    const key = AgentClient.key("kept");
    await agent.set(key, { a: "1" }, { create: true });
    const before = await askAdmin.status(runDir);
    process.kill(before.pid, "SIGKILL");
    await agent.closed;
    agent.close();
    await until(
      () =>
        (JSON.parse(readFileSync(join(runDir.path, "status.json"), "utf8")) as Status).processes.some(
          ({ name, restarts, pid }) => name === "grid" && restarts === 1 && pid !== null,
        ),
      run.out,
    );
    const again = await attach();
    assert.deepEqual(await sessions.read(again, key), { a: "1" });
    again.close();
    run.child.kill("SIGTERM");
    assert.equal(await run.ended, 0, run.out());
    assert.equal(existsSync(join(dir, "lock")), false);
    assert.equal(existsSync(join(dir, "grid.lock")), false);
  });
});

interface Status {
  readonly processes: readonly {
    readonly name: string;
    readonly restarts: number;
    readonly pid: number | null;
  }[];
}
