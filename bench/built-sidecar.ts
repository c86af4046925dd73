import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * The sidecar as it is shipped, built from the sources as they are now; returns its path. Benches run this and not the
 * sources: what a loader adds to a start is no part of the figure.
 */
export async function builtSidecar(): Promise<string> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  // Of this process: two benches at a time do not disturb each other. Beside the package's own, where it finds the page.
  const outfile = `${root}/dist/gyeot-bench-${process.pid}.js`;
  process.once("exit", () => rmSync(outfile, { force: true }));
  await build({
    absWorkingDir: root,
    entryPoints: ["sidecar/main.ts"],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  return outfile;
}
