import { AppError } from "../base/app-error.ts";
import type { Config } from "../base/config.ts";
import { RunDir } from "../base/run-dir.ts";
import { askGrid } from "../rpc/ask-grid.ts";
import { conflictsText } from "./conflicts-text.ts";
import { takeFlag } from "./take-flag.ts";

/** Lines shown when nobody says how many. */
const LIMIT = 50;

/** Conflicts a member keeps at most; more cannot be asked for. */
const LIMIT_MAX = 5_000;

/** `gyeot conflicts [--limit N] [--json]`: changes of the last day that lost against others they had not seen. */
export async function conflicts(
  argv: readonly string[],
  load: (flags: readonly string[]) => Config,
): Promise<number> {
  const { value, rest } = takeFlag(argv, "limit");
  const limit = value === null ? LIMIT : Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) {
    throw new AppError("invalid_argument", `--limit ${value} is not a whole number from 1 to ${LIMIT_MAX}`);
  }
  const json = rest.includes("--json");
  const config = load(rest.filter((word) => word !== "--json"));
  const list = await askGrid.conflicts(new RunDir(config.runDir), limit);
  const lines = list.conflicts.map((each) => ({ ...each, key: Buffer.from(each.key).toString("hex") }));
  process.stdout.write(
    json ? `${JSON.stringify({ ...list, conflicts: lines })}\n` : conflictsText(list, config.lang),
  );
  return 0;
}
