/**
 * Style as a test: the import table of ARCHITECTURE.md, one export a file, at most 300 lines, no default
 * exports, no barrels, no way back to the machine the code was written on. It reads the same table a person reads.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const LINES_MAX = 300;
const root = fileURLToPath(new URL("..", import.meta.url));
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "");

const isGenerated = (path: string): boolean =>
  path.startsWith("sidecar/rpc/gen/") || path.includes("/io/gyeot/agent/proto/");
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const typescript = tracked.filter((path) => /\.tsx?$/.test(path) && !isGenerated(path));
const java = tracked.filter((path) => path.endsWith(".java") && !isGenerated(path));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Rows of the import table in ARCHITECTURE.md: folder → folders it may import. */
function importTable(): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const line of read("ARCHITECTURE.md").split("\n")) {
    const row = /^\| `([a-z]+)` \| (.*?) \|/.exec(line);
    if (row) {
      const allowed = [...(row[2] as string).matchAll(/`([a-z]+)`/g)].map((match) => match[1] as string);
      table.set(row[1] as string, new Set(allowed));
    }
  }
  return table;
}

function importsOf(path: string): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?["'](\.[^"']+)["']/g;
  for (const match of read(path).matchAll(pattern)) {
    found.push({ specifier: match[2] as string, typeOnly: match[1] !== undefined });
  }
  for (const match of read(path).matchAll(/import\(\s*["'](\.[^"']+)["']\s*\)/g)) {
    found.push({ specifier: match[1] as string, typeOnly: false });
  }
  return found;
}

/** "grid" for sidecar/grid/x.ts, "sidecar" for sidecar/main.ts, "web" for web/…, null outside the table's reach. */
function folderOf(path: string): string | null {
  const parts = path.split("/");
  if (parts[0] === "web") {
    return "web";
  }
  if (parts[0] !== "sidecar") {
    return null;
  }
  return parts.length === 2 ? "sidecar" : (parts[1] as string);
}

describe("tidy", () => {
  it("keeps the import table of ARCHITECTURE.md", () => {
    const table = importTable();
    assert.ok(table.size >= 8, "ARCHITECTURE.md must hold the import table");
    const wrong: string[] = [];
    for (const path of typescript) {
      const from = folderOf(path);
      if (from === null || from === "sidecar" || from === "testing" || isTest(path)) {
        continue;
      }
      const allowed = table.get(from);
      assert.ok(allowed, `folder ${from} (${path}) has no row in the import table of ARCHITECTURE.md`);
      for (const { specifier, typeOnly } of importsOf(path)) {
        const target = relative(root, join(root, dirname(path), specifier));
        const to = folderOf(target);
        if (to === from) {
          continue;
        }
        const pageContract = from === "web" && typeOnly && target === "sidecar/http/api-types.ts";
        if (!pageContract && (to === null || !allowed.has(to))) {
          wrong.push(`${path} imports ${target}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("sees generated types only in rpc", () => {
    const wrong = typescript.filter(
      (path) =>
        path.startsWith("sidecar/") &&
        !path.startsWith("sidecar/rpc/") &&
        !path.startsWith("sidecar/testing/") &&
        !isTest(path) &&
        importsOf(path).some(({ specifier }) => specifier.includes("rpc/gen/")),
    );
    assert.deepEqual(wrong, []);
  });

  it("has at most 300 lines in a file", () => {
    const long = [...typescript, ...java]
      .map((path) => ({ path, lines: read(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > LINES_MAX);
    assert.deepEqual(long, []);
  });

  it("has no default exports and no barrels", () => {
    const wrong = typescript.filter((path) => {
      const text = read(path);
      return (
        /^export default\b/m.test(text) || /^export \* from/m.test(text) || /(^|\/)index\.tsx?$/.test(path)
      );
    });
    assert.deepEqual(wrong, []);
  });

  it("has one exported value a file, and the file is named after it", () => {
    const wrong: string[] = [];
    for (const path of typescript) {
      if (isTest(path) || path.endsWith(".d.ts")) {
        continue;
      }
      const names = [
        ...read(path).matchAll(/^export (?:async )?(?:abstract )?(?:function\*?|class|const|let) (\w+)/gm),
      ].map((match) => match[1] as string);
      const file = (path.split("/").at(-1) as string).replace(/\.tsx?$/, "").replaceAll("-", "");
      if (names.length > 1) {
        wrong.push(`${path} exports ${names.join(", ")}`);
      } else if (names.length === 1 && (names[0] as string).toLowerCase() !== file.toLowerCase()) {
        wrong.push(`${path} exports ${names[0]}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("says in each file what it is", () => {
    const wrong = typescript.filter((path) => {
      const text = read(path);
      return path.startsWith("sidecar/") && !isTest(path) && !text.includes("/**");
    });
    assert.deepEqual(wrong, []);
  });

  it("names no machine, no registry and leaves no unfinished business", () => {
    const hosts = [
      "registry.npm" + "js.org",
      "repo1.mav" + "en",
      "repo.mav" + "en",
      "files.python" + "hosted",
      "proxy.go" + "lang.org",
    ];
    const marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"];
    const wrong: string[] = [];
    for (const path of tracked.filter((name) => !name.endsWith(".png") && name !== "package-lock.json")) {
      const text = read(path);
      for (const word of [...hosts, ...marks]) {
        if (text.includes(word)) {
          wrong.push(`${path} says ${word}`);
        }
      }
      if (/(^|[^\w.])\/(work|root|home\/\w+)\/\w/m.test(text)) {
        wrong.push(`${path} names a path of one machine`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("skips no test", () => {
    const wrong = [...typescript, ...java].filter(
      (path) =>
        path !== "scripts/tidy.test.ts" &&
        /\b(it|describe|test)\.(skip|only|todo)\(|@Disabled/.test(read(path)),
    );
    assert.deepEqual(wrong, []);
  });

  it("shows the two commands in both READMEs", () => {
    for (const name of ["README.md", "README.ko.md"]) {
      assert.match(read(name), /npm run demo/, `${name} must show the one command`);
      assert.match(read(name), /npm test/, `${name} must show the test command`);
    }
  });

  it("keeps generated code up to date", () => {
    execFileSync(process.execPath, ["--import", "tsx", "scripts/gen.ts", "--check"], {
      cwd: root,
      stdio: "inherit",
    });
  });
});
