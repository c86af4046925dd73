import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { AppError } from "./app-error.ts";
import { configText } from "./config-text.ts";
import { helpText } from "./help-text.ts";
import { loadConfig } from "./load-config.ts";
import { OPTIONS } from "./options.ts";

const cwd = mkdtempSync(join(tmpdir(), "gyeot-config-"));
after(() => rmSync(cwd, { recursive: true, force: true }));

const load = (argv: string[], env: Record<string, string> = {}) => loadConfig({ argv, env, cwd });

function problems(argv: string[], env: Record<string, string> = {}): string {
  try {
    load(argv, env);
  } catch (cause) {
    assert.ok(cause instanceof AppError && cause.code === "config_invalid", String(cause));
    return cause.message;
  }
  throw new Error("no problem was found");
}

describe("configuration", () => {
  it("has a default for everything, so that `gyeot start` needs nothing", () => {
    const config = load([]);
    assert.equal(config.mode, "solo");
    assert.equal(config.dataDir, join(cwd, "gyeot-data"));
    assert.equal(config.runDir, join(cwd, "gyeot-data", "run"));
  });

  it("takes the flag before the environment before the file before the default", () => {
    writeFileSync(join(cwd, "gyeot.json"), JSON.stringify({ "http-port": 1001, lang: "en", name: "file" }));
    const config = load(["--http-port=1003"], { GYEOT_HTTP_PORT: "1002", GYEOT_NAME: "env" });
    assert.deepEqual([config.httpPort, config.name, config.lang], [1003, "env", "en"]);
    rmSync(join(cwd, "gyeot.json"));
  });

  it("lists every problem at once, and the nearest name of an unknown flag", () => {
    const text = problems(["--http-prot", "1", "--durability", "ram", "--peer-port", "70000", "stray"]);
    for (const part of [/did you mean --http-port/, /"ram" is none of process, disk/, /70000/, /"stray"/]) {
      assert.match(text, part);
    }
  });

  it("refuses what would be reachable from outside, and says that TLS comes later", () => {
    assert.match(problems(["--http-host", "0.0.0.0"]), /TLS/);
    const pair = ["--mode", "pair", "--cluster-key-file", "k"];
    assert.match(
      problems([...pair, "--peer", "10.0.0.2:7401"]),
      /TLS between sidecars comes in a later version/,
    );
    assert.match(problems([...pair, "--peer", "127.0.0.1:1", "--peer-host", "::"]), /TLS/);
  });

  it("wants a peer and a key for a pair", () => {
    const text = problems(["--mode", "pair"]);
    assert.match(text, /--peer host:port/);
    assert.match(text, /gyeot key/);
  });

  it("refuses a run directory too deep for sockets, and a file it does not understand", () => {
    assert.match(problems(["--run-dir", `/${"d".repeat(120)}`]), /shorter --run-dir/);
    const file = join(cwd, "bad.json");
    writeFileSync(file, '{"mod": "pair"}');
    assert.match(problems(["--config", file]), /did you mean mode/);
    writeFileSync(file, "{");
    assert.match(problems(["--config", file]), /not JSON/);
    assert.match(problems(["--config", join(cwd, "none.json")]), /cannot be read/);
  });

  it("prints help and settings from the same table", () => {
    const settings = configText(load([]));
    for (const { name } of OPTIONS) {
      assert.ok(helpText().includes(`--${name} `), name);
      assert.ok(settings.includes(`${name} = `), name);
    }
  });
});
