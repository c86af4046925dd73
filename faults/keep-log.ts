import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Keeps what a failing round left to read, outside of its world, which goes; returns where. */
export function keepLog(name: string, text: string): string {
  const folder = join(tmpdir(), "gyeot-faults");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
