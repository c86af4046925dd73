/**
 * `npm run build`: the page (web/ → dist/web) and the sidecar (sidecar/main.ts → dist/gyeot.js, and the probe beside it) by esbuild. Packages stay
 * outside the sidecar's bundle, because LMDB is native; the page's bundle holds everything, because it may ask nobody.
 * `--page` builds the page alone. Fails when the page is larger than its budget.
 */
import { chmodSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundleProgram } from "./bundle-program.ts";

/** First view within a second on an old desk: page.md. */
const PAGE_GZIP_BYTES_MAX = 250 * 1024;
const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { page: { type: "boolean", default: false } } });

await buildPage();
if (!values.page) {
  await buildSidecar();
}

async function buildPage(): Promise<void> {
  mkdirSync(`${root}/dist/web`, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "web/main.tsx", out: "app" },
      { in: "web/css/app.css", out: "app" },
    ],
    outdir: "dist/web",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "warning",
  });
  for (const name of ["index.html", "icon.svg"]) {
    cpSync(`${root}/web/${name}`, `${root}/dist/web/${name}`);
  }
  const names = ["index.html", "icon.svg", "app.css", "app.js"];
  const sizes = names.map((name) => ({ name, ...sizeOf(`${root}/dist/web/${name}`) }));
  for (const { name, bytes, gzip } of sizes) {
    say(`dist/web/${name}`, bytes, gzip);
  }
  const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
  say(
    "page",
    sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    total,
  );
  if (total > PAGE_GZIP_BYTES_MAX) {
    throw new Error(`The page is ${total} bytes gzipped; its budget is ${PAGE_GZIP_BYTES_MAX}.`);
  }
}

/** The probe is a program of its own: it must start quickly, and loads nothing but the store. */
async function buildSidecar(): Promise<void> {
  await buildProgram("sidecar/main.ts", "dist/gyeot.js");
  await buildProgram("sidecar/probe-process.ts", "dist/gyeot-probe.js");
}

async function buildProgram(entry: string, outfile: string): Promise<void> {
  await bundleProgram(entry, outfile);
  chmodSync(`${root}/${outfile}`, 0o755);
  const { bytes, gzip } = sizeOf(`${root}/${outfile}`);
  say(outfile, bytes, gzip);
}

function sizeOf(path: string): { readonly bytes: number; readonly gzip: number } {
  const content = readFileSync(path);
  return { bytes: content.length, gzip: gzipSync(content).length };
}

function say(name: string, bytes: number, gzip: number): void {
  const kb = (n: number): string => `${(n / 1024).toFixed(1)} KB`.padStart(10);
  process.stdout.write(`${name.padEnd(22)}${kb(bytes)}${kb(gzip)} gzip\n`);
}
