import { execFile } from "node:child_process";

/** Nothing the suite runs this way takes longer; a package installation has a deadline of its own. */
const DEADLINE_MS = 60_000;

/** Runs one command to its end and returns what it printed; throws with what it complained about. */
export function shell(command: string, args: readonly string[], deadlineMs = DEADLINE_MS): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      [...args],
      { timeout: deadlineMs, maxBuffer: 1 << 24, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } },
      (cause, stdout, stderr) => {
        if (cause === null) resolve(stdout);
        else reject(new Error(`${command} ${args.join(" ")}: ${stderr.trim() || cause.message}`, { cause }));
      },
    );
  });
}
