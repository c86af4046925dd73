import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { RunDir } from "../base/run-dir.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
/** How long a start of three processes may take on a busy machine. */
const START_MS = 60_000;

/** `gyeot start` as an operator types it: supervisor, grid and watch, in a directory that goes away with it. */
export class RunningSidecar {
  readonly directory = mkdtempSync(join(tmpdir(), "gyeot-sidecar-"));
  readonly runDir = new RunDir(join(this.directory, "run"));
  /** Address of the page. */
  url = "";
  #log = "";
  #child: ChildProcess | null = null;

  /** Resolves once the page is served; rejects with what it said. `--http-port 0` is taken unless the flags say else. */
  async start(...flags: string[]): Promise<void> {
    const port = flags.includes("--http-port") ? [] : ["--http-port", "0"];
    const argv = ["--data-dir", this.directory, "--run-dir", this.runDir.path, ...port, ...flags];
    this.url = "";
    const child = spawn(process.execPath, ["--import", "tsx", MAIN, "start", ...argv], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.on("data", (text: Buffer) => {
      this.#log = (this.#log + text.toString()).slice(-100_000);
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), START_MS);
    for await (const line of createInterface(child.stdout)) {
      const page = /^page:\s+(http:\S+)/.exec(line);
      if (page) {
        this.url = page[1] as string;
        break;
      }
    }
    clearTimeout(timer);
    if (this.url === "") {
      throw new Error(`the sidecar did not start:\n${this.#log}`);
    }
    child.stdout.resume();
  }

  /** What it wrote on stderr. */
  get log(): string {
    return this.#log;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }
    this.#child = null;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
