import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunDir } from "../base/run-dir.ts";

/** A process of the supervisor, as it wrote it into the run directory. */
interface ProcessLine {
  readonly name: string;
  readonly deaths?: number;
  readonly crashLoops?: number;
  readonly died?: string;
}

const WORDS = {
  ko: { died: "번 종료되어 다시 시작함", loops: "반복 종료", last: "마지막" },
  en: { died: "deaths since the start", loops: "crash loops", last: "last" },
} as const;

/** Processes that died since the supervisor started; none, none. */
export function processLines(runDir: RunDir, language: "ko" | "en"): string[] {
  const words = WORDS[language];
  const died = read(runDir).filter(({ deaths = 0 }) => deaths > 0);
  return died.map(({ name, deaths, crashLoops = 0, died: how = "" }) => {
    const loops = crashLoops > 0 ? `, ${words.loops}: ${crashLoops}` : "";
    return `  ${name}: ${deaths} ${words.died}${loops} (${words.last}: ${how})`;
  });
}

function read(runDir: RunDir): readonly ProcessLine[] {
  try {
    const text = readFileSync(join(runDir.path, "status.json"), "utf8");
    return (JSON.parse(text) as { readonly processes: readonly ProcessLine[] }).processes;
  } catch {
    // A grid process without a supervisor, as in tests: nothing to tell.
    return [];
  }
}
