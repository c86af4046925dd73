/**
 * `npm run demo`, from a bare clone with nothing but Node and a JDK: installs what is missing, then hands over to
 * TypeScript. Plain JavaScript, because nothing else runs before `npm install`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "./install.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node ${process.versions.node} is too old: the demo needs 20.19 or newer.\n`);
  process.exit(2);
}
process.chdir(root);
const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  args.splice(0, args.length, "--help");
} else {
  if (!existsSync("node_modules/tsx")) {
    process.stdout.write("npm install (once) …\n");
    const result = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { stdio: "inherit" });
    if (result.status !== 0) process.exit(result.status ?? 1);
  }
  installPackages({
    mayInstall: !args.includes("--no-install"),
    wanted: ["openjdk-17-jdk-headless", "maven", "haproxy", "postgresql"],
  });
}
const { register } = await import("tsx/esm/api");
register();
const { demo } = await import("./demo/demo.ts");
process.exit(await demo(args));
