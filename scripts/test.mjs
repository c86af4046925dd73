/**
 * `npm test`: everything, from a bare clone. Installs what is missing by package name, then runs the static
 * checks, the Java unit tests, the simulated grids, the TypeScript tests, the tests on real servers and a few rounds of
 * faults, in that order.
 *
 *   npm test                          all of it
 *   npm test -- --only static,java    some of: static java sim unit real faults
 *   npm test -- --only real page      of the real-server tests, those whose path contains "page"
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: gyeot needs 20.19 or newer.`);
}

const args = process.argv.slice(2);
const onlyAt = args.indexOf("--only");
const stages =
  onlyAt >= 0 ? (args[onlyAt + 1] ?? "").split(",") : ["static", "java", "sim", "unit", "real", "faults"];
const pathFilter = onlyAt >= 0 ? args.slice(onlyAt + 2) : [];

if (!existsSync("node_modules/tsx")) {
  run("npm", ["install", "--no-audit", "--no-fund"]);
}
installSystemPackages();

/** Suites that start servers, take minutes, or need the machine for themselves; one file at a time. */
const isReal = (path) =>
  path.startsWith("agent-bridge/java-it/") ||
  path.startsWith("web/browser") ||
  path.startsWith("scripts/demo/");
/** Minutes of faults against real servers: `npm run faults` in short. */
const isFaults = (path) => path === "faults/short-form.test.ts";
const tests = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.test.ts", "*.test.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(path))
  .filter((path) => pathFilter.length === 0 || pathFilter.some((part) => path.includes(part)));

const started = Date.now();
if (stages.includes("static")) {
  run("npx", ["--no-install", "tsx", "scripts/check.ts"]);
}
run("npx", ["--no-install", "tsx", "scripts/build.ts"]);
if (stages.includes("java")) {
  run("mvn", [
    "-B",
    "-f",
    "agent-bridge/java/pom.xml",
    "-Dsurefire.printSummary=true",
    "-DtrimStackTrace=false",
    "test",
  ]);
}
run("npx", ["--no-install", "tsx", "scripts/build-agent.ts"]);
const failed = [];
if (stages.includes("sim")) {
  simulate("--seeds", "1000");
  simulate("--planted", "all");
}
if (stages.includes("unit")) {
  nodeTests(
    "unit",
    tests.filter((path) => !isReal(path) && !isFaults(path)),
    2,
    5,
  );
}
if (stages.includes("real")) {
  nodeTests("real servers", tests.filter(isReal), 1, 10);
}
if (stages.includes("faults")) {
  nodeTests("faults", tests.filter(isFaults), 1, 10);
}
process.stdout.write(`\n${Math.round((Date.now() - started) / 1000)} s in all\n`);
if (failed.length > 0) {
  fail(`failed: ${failed.join(", ")}`);
}

/** Whole grids in simulated time: `npm run sim`. */
function simulate(...simArgs) {
  process.stdout.write(`\n── sim ${simArgs.join(" ")}\n`);
  const result = spawnSync("npx", ["--no-install", "tsx", "scripts/sim.ts", ...simArgs], {
    stdio: "inherit",
  });
  if (result.status !== 0) {
    failed.push(`sim ${simArgs.join(" ")}`);
  }
}

/** A file that has not ended after `fileMinutes` is killed and counts as failed: one that hangs must not take the run with it. */
function nodeTests(name, files, concurrency, fileMinutes) {
  if (files.length === 0) {
    return;
  }
  process.stdout.write(`\n── ${name}: ${files.length} files\n`);
  const result = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "--import",
      join(root, "scripts/fixed-seed.mjs"),
      "--test",
      "--test-reporter=spec",
      `--test-concurrency=${concurrency}`,
      `--test-timeout=${fileMinutes * 60_000}`,
      ...files,
    ],
    { stdio: "inherit", env: { ...process.env, GYEOT_TEST: "1" } },
  );
  if (result.status !== 0) {
    failed.push(name);
  }
}

function installSystemPackages() {
  const wanted = [
    ["mvn", "maven", "builds the agent"],
    ["chromium", "chromium", "opens the page"],
    ["haproxy", "haproxy", "balances the demo"],
  ];
  const missing = wanted.filter(([command]) => !onPath(command)).map(([, name]) => name);
  // The cluster that keeps sessions in the tests of the engine valkey; either will do.
  if (!onPath("valkey-server") && !onPath("redis-server")) {
    missing.push("redis-server");
  }
  if (!existsSync("/usr/lib/postgresql") && !onPath("postgres")) {
    missing.push("postgresql");
  }
  if (!hasKoreanFont()) {
    missing.push("fonts-nanum");
  }
  if (!onPath("javac")) {
    missing.push("openjdk-17-jdk-headless");
  }
  if (missing.length === 0) {
    return;
  }
  if (!onPath("apt-get") || process.getuid?.() !== 0) {
    process.stderr.write(
      `Not installed: ${missing.join(", ")}. Install them by your system's package manager; tests that need them will say so.\n`,
    );
    return;
  }
  process.stdout.write(`Installing ${missing.join(", ")} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"], env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
}

function hasKoreanFont() {
  return (
    existsSync("/usr/share/fonts/truetype/nanum") ||
    spawnSync("fc-list", [":lang=ko"], { encoding: "utf8" }).stdout?.trim() !== ""
  );
}

function onPath(command) {
  return (process.env.PATH ?? "").split(":").some((folder) => {
    try {
      return folder !== "" && readdirSync(folder).includes(command);
    } catch {
      return existsSync(join(folder, command));
    }
  });
}

function run(command, commandArgs) {
  process.stdout.write(`\n── ${command} ${commandArgs.join(" ")}\n`);
  const result = spawnSync(command, commandArgs, { stdio: "inherit" });
  if (result.status !== 0) {
    fail(`${command} ${commandArgs.join(" ")} failed`);
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
