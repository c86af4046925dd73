/**
 * The static half of the tests: formatter and linter, types of both halves, generated code. Says each command, stops at none,
 * fails when any failed.
 */
import { spawnSync } from "node:child_process";

const COMMANDS: readonly (readonly string[])[] = [
  ["biome", "check", "--error-on-warnings"],
  ["tsc", "--noEmit"],
  ["tsc", "--noEmit", "-p", "web/tsconfig.json"],
  ["tsc", "--noEmit", "-p", "web/tsconfig.test.json"],
  ["tsx", "scripts/gen.ts", "--check"],
  ["knip"],
];

for (const [command, ...args] of COMMANDS) {
  process.stdout.write(`── ${command} ${args.join(" ")}\n`);
  const result = spawnSync("npx", ["--no-install", command as string, ...args], { stdio: "inherit" });
  if (result.status !== 0) {
    process.exitCode = 1;
  }
}
