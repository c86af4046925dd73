import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

const START_MS = 30_000;

/** A real witness of this test, on loopback. */
export class WitnessProcess {
  readonly port: number;
  /** What it wrote. */
  log = "";
  readonly #directory: string;
  readonly #keyFile: string;
  #child: ChildProcess | null = null;

  constructor(directory: string, port: number, keyFile: string) {
    this.#directory = directory;
    this.#keyFile = keyFile;
    this.port = port;
  }

  /** Resolves once it listens. */
  async start(): Promise<void> {
    const flags = ["--port", String(this.port), "--data-dir", join(this.#directory, "witness")];
    const child = fork(MAIN, ["witness", "--name", "w", ...flags, "--cluster-key-file", this.#keyFile], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    child.stderr?.on("data", (text: Buffer) => {
      this.log += text.toString();
    });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no witness\n${this.log}`)), START_MS);
      child.stdout?.once("data", () => {
        clearTimeout(timer);
        resolve();
      });
      child.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`the witness ended with ${code}\n${this.log}`));
      });
    });
  }

  /** kill -9, and wait until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  }
}
