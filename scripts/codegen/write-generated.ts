import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A file a generator made: its path from the repository's root, and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Writes generated files under `root`, making folders as needed. */
export function writeGenerated(root: string, files: readonly GeneratedFile[]): void {
  for (const file of files) {
    mkdirSync(dirname(`${root}${file.path}`), { recursive: true });
    writeFileSync(`${root}${file.path}`, file.text);
  }
}
