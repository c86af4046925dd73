import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Sources of this repository as they were, unpacked beside today's packages. */
export interface OlderBuild {
  /** Its main.ts. */
  readonly program: string;
  readonly remove: () => void;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A repository of a few megabytes. */
const ARCHIVE_BYTES_MAX = 256 * 1024 * 1024;

/** Unpacks a commit of this repository's history; null where the history does not hold it (a shallow clone). */
export function olderBuild(commit: string): OlderBuild | null {
  try {
    execFileSync("git", ["cat-file", "-e", `${commit}^{commit}`], { cwd: ROOT, stdio: "ignore" });
  } catch {
    return null;
  }
  const directory = mkdtempSync(join(tmpdir(), "gyeot-older-"));
  const paths = ["sidecar", "proto", "package.json", "tsconfig.json"];
  const archive = execFileSync("git", ["archive", commit, ...paths], {
    cwd: ROOT,
    maxBuffer: ARCHIVE_BYTES_MAX,
  });
  execFileSync("tar", ["-x", "-C", directory], { input: archive });
  symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
  return {
    program: join(directory, "sidecar", "main.ts"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
