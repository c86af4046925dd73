/**
 * `npm run bench -- NAME [--seed N] [--short] [--only a,b]`: runs one benchmark and prints its result as one line of JSON, last.
 * A benchmark is `bench/<name>.ts` with one exported function named after it that takes BenchOptions.
 */
import { readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** How a benchmark is asked to run. */
export interface BenchOptions {
  readonly seed: number;
  /** True for the form that tests run: enough to see that it works, too short to quote. */
  readonly short: boolean;
  /** Contenders to run beside the baseline; empty: all. */
  readonly only: readonly string[];
  /** For progress; the result goes to standard output. */
  readonly say: (line: string) => void;
}

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here)
  .filter((file) => file.endsWith(".ts") && file !== "bench.ts" && !file.endsWith(".test.ts"))
  .map((file) => file.replace(".ts", ""));
const [name, ...rest] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  process.stderr.write(
    `usage: npm run bench -- NAME [--seed N] [--short] [--only a,b]; NAME is one of ${names.join(", ")}\n`,
  );
  process.exitCode = 2;
} else {
  const seedAt = rest.indexOf("--seed");
  const onlyAt = rest.indexOf("--only");
  const options: BenchOptions = {
    only: onlyAt >= 0 ? (rest[onlyAt + 1] ?? "").split(",") : [],
    seed: seedAt >= 0 ? Number(rest[seedAt + 1]) : 1,
    short: rest.includes("--short"),
    say: (line) => process.stderr.write(`${line}\n`),
  };
  const module = (await import(`./${name}.ts`)) as Record<string, (options: BenchOptions) => Promise<object>>;
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const benchmark = module[camel];
  if (benchmark === undefined) {
    throw new Error(`bench/${name}.ts must export ${camel}`);
  }
  const result = await benchmark(options);
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
  process.stdout.write(`${JSON.stringify({ ...result, seed: options.seed, machine })}\n`);
}
