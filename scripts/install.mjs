/**
 * Installs system packages by their Debian names where that is possible (apt-get, root), and says aloud what it
 * installs or what is missing. Used before anything else of the project can run, hence plain JavaScript.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";

/** How one sees that a package is there, and what the project wants it for. */
const PACKAGES = {
  "openjdk-17-jdk-headless": { isThere: () => onPath("javac"), why: "runs and builds everything in Java" },
  maven: { isThere: () => onPath("mvn"), why: "fetches Tomcat, builds agent and shop" },
  haproxy: {
    isThere: () => onPath("haproxy"),
    why: "balances the demo (else nginx, else a small proxy of ours)",
  },
  postgresql: {
    isThere: () => onPath("initdb") || existsSync("/usr/lib/postgresql"),
    why: "the shop's database (else H2)",
  },
  chromium: { isThere: () => onPath("chromium"), why: "opens the page in tests" },
  "fonts-nanum": { isThere: hasKoreanFont, why: "Korean letters in screenshots" },
};

/**
 * @param {{ mayInstall?: boolean, wanted: (keyof typeof PACKAGES)[] }} options
 * @returns {string[]} what is still missing
 */
export function installPackages({ mayInstall = true, wanted }) {
  const missing = () => wanted.filter((name) => !PACKAGES[name].isThere());
  const before = missing();
  if (before.length === 0) {
    return [];
  }
  const canInstall = onPath("apt-get") && process.getuid?.() === 0;
  if (!mayInstall || !canInstall) {
    const reason = mayInstall ? "no apt-get, or not root" : "--no-install";
    process.stdout.write(`Not installed (${reason}):\n${before.map(described).join("")}`);
    return before;
  }
  process.stdout.write(`Installing by apt-get:\n${before.map(described).join("")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...before], quiet);
  const left = missing();
  if (left.length > 0) {
    process.stdout.write(`Could not install:\n${left.map(described).join("")}`);
  }
  return left;
}

function described(name) {
  return `  ${name}: ${PACKAGES[name].why}\n`;
}

function onPath(command) {
  const home = process.env.JAVA_HOME;
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", ...(home ? [join(home, "bin")] : [])];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}

function hasKoreanFont() {
  if (existsSync("/usr/share/fonts/truetype/nanum")) {
    return true;
  }
  const listed = spawnSync("fc-list", [":lang=ko"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
}
