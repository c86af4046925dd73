import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Builds a program of the sidecar into one file. Packages stay outside, because LMDB is native. */
export async function bundleProgram(entry: string, outfile: string): Promise<void> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    inject: ["scripts/node-globals.ts"],
    banner: { js: "#!/usr/bin/env node" },
    legalComments: "none",
    logLevel: "warning",
  });
}
