/** Where a program is: on the PATH, or in one of the folders systems put it without saying so. */
import { accessSync, constants } from "node:fs";
import { join } from "node:path";

const ALSO = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin"];

/** The full path, or null. */
export function findCommand(name: string, folders: readonly string[] = []): string | null {
  for (const folder of [...folders, ...(process.env["PATH"] ?? "").split(":"), ...ALSO]) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here; the next folder.
    }
  }
  return null;
}
