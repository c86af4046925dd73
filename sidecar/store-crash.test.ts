import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { RunDir } from "./base/run-dir.ts";
import { askAdmin } from "./testing/ask-admin.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "gyeot-crash-"));
chmodSync(root, 0o755);
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

interface ProcessLine {
  readonly name: string;
  readonly pid: number | null;
  readonly deaths: number;
  readonly crashLoops: number;
  readonly died: string;
}

/** `gyeot start` in a data directory, with what it says. */
function start(dataDir: string, uid?: number) {
  let out = "";
  const flags = [
    "--name",
    "n1",
    "--data-dir",
    dataDir,
    "--run-dir",
    join(dataDir, "run"),
    "--http-port",
    "0",
  ];
  const child = fork(MAIN, ["start", ...flags], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text: Buffer) => {
      out += text.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  running.add(child);
  void ended.then(() => running.delete(child));
  const runDir = new RunDir(join(dataDir, "run"));
  return {
    runDir,
    ended,
    out: () => out,
    async serves(): Promise<void> {
      await until(
        () => out.includes("-javaagent:") || child.exitCode !== null,
        () => out,
      );
      assert.equal(child.exitCode, null, out);
    },
    grid(): ProcessLine {
      const text = readFileSync(join(runDir.path, "status.json"), "utf8");
      const { processes } = JSON.parse(text) as { readonly processes: readonly ProcessLine[] };
      return processes.find(({ name }) => name === "grid") as ProcessLine;
    },
    async stop(): Promise<void> {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function until(holds: () => boolean, text: () => string): Promise<void> {
  for (const endMs = Date.now() + 60_000; !holds(); ) {
    if (Date.now() > endMs) throw new Error(`never came to it: ${text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const asideOf = (dataDir: string, name: string): string[] =>
  readdirSync(dataDir).filter((found) => found.startsWith(`${name}.quarantine-`));

describe("a sidecar whose store kills it", () => {
  it("starts although both its stores are damaged", async () => {
    const dataDir = join(root, "both");
    const first = start(dataDir);
    await first.serves();
    await first.stop();
    for (const name of ["grid", "watch"]) {
      const file = join(dataDir, name, "data.mdb");
      truncateSync(file, Math.floor(statSync(file).size / 2));
    }
    const second = start(dataDir);
    await second.serves();
    for (const name of ["grid", "watch"]) assert.equal(asideOf(dataDir, name).length, 1, second.out());
    assert.equal(second.grid().deaths, 0);
    await second.stop();
  });

  it("sets the store aside after the third death by it, and counts and shows the deaths", async () => {
    const dataDir = join(root, "loop");
    const run = start(dataDir);
    await run.serves();
    for (let death = 1; death <= 3; death += 1) {
      assert.deepEqual(asideOf(dataDir, "grid"), []);
      process.kill(run.grid().pid as number, death === 2 ? "SIGBUS" : "SIGSEGV");
      await until(() => run.grid().deaths === death && run.grid().pid !== null, run.out);
    }
    assert.equal(asideOf(dataDir, "grid").length, 1, run.out());
    assert.match(run.grid().died, /SIGSEGV/);
    const { events } = await askAdmin.status(run.runDir);
    assert.ok(events.some((event) => event.kind === "quarantined"));
    await run.stop();
  });

  it("keeps the store when the process was only killed, or ran out of memory", async () => {
    const dataDir = join(root, "killed");
    const run = start(dataDir);
    await run.serves();
    for (const [index, signal] of (["SIGKILL", "SIGABRT", "SIGKILL", "SIGABRT"] as const).entries()) {
      process.kill(run.grid().pid as number, signal);
      await until(() => run.grid().deaths === index + 1 && run.grid().pid !== null, run.out);
    }
    assert.deepEqual(asideOf(dataDir, "grid"), []);
    await run.stop();
  });

  it("says whose store it is when it may not touch it", { skip: process.getuid?.() !== 0 }, async () => {
    const dataDir = join(root, "foreign");
    const first = start(dataDir);
    await first.serves();
    await first.stop();
    for (const name of readdirSync(dataDir)) chownSync(join(dataDir, name), 65_534, 65_534);
    chownSync(dataDir, 65_534, 65_534);
    rmSync(join(dataDir, "run"), { recursive: true });
    chownSync(join(dataDir, "grid"), 0, 0);
    const second = start(dataDir, 65_534);
    assert.equal(await second.ended, 1, second.out());
    assert.match(second.out(), /belongs to someone else/);
    assert.deepEqual(asideOf(dataDir, "grid"), []);
  });
});
