/** Copies every *.log and *.cfg of the demo's folder, under the same names, for whoever looks for a cause afterwards. */
import { cpSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

export function copyLogs(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(log|cfg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    cpSync(path, join(to, relative(from, path)), { recursive: true });
  }
}
