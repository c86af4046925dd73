import type { Config } from "../base/config.ts";
import { RunDir } from "../base/run-dir.ts";
import { askGridStatus } from "../rpc/ask-grid-status.ts";
import { processLines } from "./process-lines.ts";
import { statusText } from "./status-text.ts";

/** `gyeot status [--json]`: what the running sidecar of this directory says of itself. */
export async function status(
  argv: readonly string[],
  load: (flags: readonly string[]) => Config,
): Promise<number> {
  const json = argv.includes("--json");
  const config = load(argv.filter((word) => word !== "--json"));
  const runDir = new RunDir(config.runDir);
  const answer = await askGridStatus(runDir);
  const text = (): string =>
    `${[statusText(answer, config.lang).trimEnd(), ...processLines(runDir, config.lang)].join("\n")}\n`;
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : text());
  return 0;
}
