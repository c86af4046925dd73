import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "../scripts/bundle-program.ts";

/**
 * The sidecar as it is shipped, built from the sources as they are now; returns its path. Benches run this and not the
 * sources: what a loader adds to a start is no part of the figure.
 */
export async function builtSidecar(): Promise<string> {
  // Beside the package's own, where it finds the page; of this process, so that two benches do not disturb each other.
  const outfile = fileURLToPath(new URL(`../dist/gyeot-bench-${process.pid}.js`, import.meta.url));
  process.once("exit", () => rmSync(outfile, { force: true }));
  await bundleProgram("sidecar/main.ts", outfile);
  await bundleProgram("sidecar/probe-process.ts", "dist/gyeot-probe.js");
  return outfile;
}
