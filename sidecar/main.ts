import { readFileSync } from "node:fs";
import { AppError } from "./base/app-error.ts";
import type { Config } from "./base/config.ts";
import { helpText } from "./base/help-text.ts";
import { loadConfig } from "./base/load-config.ts";
import { nearest } from "./base/nearest.ts";
import { ask } from "./cli/ask.ts";
import { config } from "./cli/config.ts";
import { conflicts } from "./cli/conflicts.ts";
import { key } from "./cli/key.ts";
import { status } from "./cli/status.ts";
import { runChild } from "./run-child.ts";
import { start } from "./start.ts";

/** Commands a person types; the two processes of the supervisor are not among them. */
const COMMANDS = ["start", "status", "conflicts", "ask", "config", "key", "certs", "witness"];

/** Runs one command; returns the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const [command = "--help", ...rest] = argv;
  const load = (flags: readonly string[]): Config =>
    loadConfig({ argv: flags, env: process.env, cwd: process.cwd() });
  const program = process.argv[1] ?? "";
  switch (command) {
    case "start":
      return start({ config: load(rest), program, argv: rest });
    case "grid-process": {
      const { gridProcess } = await import("./grid-process.ts");
      return runChild("grid", load(rest), gridProcess);
    }
    case "watch-process": {
      const { watchProcess } = await import("./watch-process.ts");
      return runChild("watch", load(rest), watchProcess);
    }
    case "status":
      return status(rest, load);
    case "conflicts":
      return conflicts(rest, load);
    case "ask":
      return ask(rest, load);
    case "config":
      return config(rest, load);
    case "key":
      return key();
    case "certs": {
      const { certs } = await import("./cli/certs.ts");
      return certs(rest);
    }
    case "witness": {
      const { witness } = await import("./cli/witness.ts");
      return witness(rest);
    }
    case "--help":
    case "-h":
    case "help":
      process.stdout.write(helpText());
      return 0;
    case "--version":
      process.stdout.write(`${version()}\n`);
      return 0;
    default: {
      const close = nearest(command, COMMANDS);
      const hint = close === undefined ? "gyeot --help lists all" : `did you mean "${close}"?`;
      throw new AppError("invalid_argument", `"${command}" is not a command; ${hint}`);
    }
  }
}

/** Of the package this program belongs to: beside the sources, or beside dist. */
function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (cause: unknown) => {
    const { code, message } = AppError.from(cause);
    const stack = code === "internal" && cause instanceof Error ? `\n${cause.stack}` : "";
    process.stderr.write(`gyeot: ${message}${stack}\n`);
    // 2: the call was wrong; 1: it could not be done.
    process.exit(code === "config_invalid" || code === "invalid_argument" ? 2 : 1);
  },
);
