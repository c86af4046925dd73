/** Runs a command and waits for it; its output is shown only when it fails. */
import { spawn } from "node:child_process";

/** What runs, where, and how long it may take. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** A first download of everything Maven needs, on a slow line. */
const TIMEOUT_MS = 900_000;
const TAIL_CHARACTERS = 4000;

/** Returns what the command printed; throws with the end of it when the command fails or takes too long. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { timeoutMs = TIMEOUT_MS, env, ...rest } = options;
  const child = spawn(command, [...args], {
    ...rest,
    ...(env === undefined ? {} : { env: { ...process.env, ...env } }),
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString("utf8")).slice(-1_000_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (exit, signal) => resolve(exit ?? signal ?? "no exit code"));
  });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed (${code}):\n${output.slice(-TAIL_CHARACTERS)}`);
  }
  return output;
}
