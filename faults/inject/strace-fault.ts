import { type ChildProcess, spawn } from "node:child_process";

/** strace attaches within this on a busy machine. */
const ATTACH_MS = 5_000;

/**
 * Makes system calls of a running process fail or wait, from the resolve of `start` until `stop`. The process runs a little
 * slower meanwhile. Needs strace and the right to trace.
 */
export class StraceFault {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** `rule` as in strace -e inject=, for example "fdatasync:error=EIO" or "fdatasync,fsync:delay_enter=400000" (µs). */
  static async start(pid: number, rule: string): Promise<StraceFault> {
    const calls = rule.split(":")[0] as string;
    const args = ["-f", "-p", String(pid), "-o", "/dev/null", "-e", `trace=${calls}`, "-e", `inject=${rule}`];
    const child = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("strace did not attach")), ATTACH_MS);
      let said = "";
      child.stderr?.on("data", (text: Buffer) => {
        said += text.toString();
        if (!said.includes("attached")) return;
        clearTimeout(timer);
        resolve();
      });
      child.once("exit", () => {
        clearTimeout(timer);
        reject(new Error(`strace cannot attach: ${said.trim()}`));
      });
    });
    return new StraceFault(child);
  }

  /** The calls are as before. */
  stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.kill("SIGINT");
      // It waits in a call of the traced process now and then; killed, the kernel lets that go.
      setTimeout(() => this.#child.kill("SIGKILL"), 2_000).unref();
    });
  }
}
