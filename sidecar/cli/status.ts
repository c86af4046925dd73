import type { Config } from "../base/config.ts";
import { RunDir } from "../base/run-dir.ts";
import { askGrid } from "../rpc/ask-grid.ts";
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
  const answer = await askGrid.status(runDir);
  // A grid of an earlier build knows no comparison.
  const comparison = await askGrid.comparison(runDir).catch(() => null);
  const text = (): string =>
    `${[statusText(answer, config.lang, comparison).trimEnd(), ...processLines(runDir, config.lang)].join("\n")}\n`;
  process.stdout.write(
    json ? `${JSON.stringify({ ...answer, inStep: comparison?.members ?? [] })}\n` : text(),
  );
  return 0;
}
