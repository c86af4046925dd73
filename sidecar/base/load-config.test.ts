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

  it("refuses what would be reachable from outside, and says what to run", () => {
    assert.match(problems(["--http-host", "0.0.0.0"]), /TLS/);
    const pair = ["--mode", "pair", "--cluster-key-file", "k"];
    const commands = /--peer-cert, --peer-key and --peer-ca/;
    assert.match(problems([...pair, "--peer", "10.0.0.2:7401"]), commands);
    assert.match(
      problems([...pair, "--peer", "127.0.0.1:1", "--peer-host", "::"]),
      /gyeot certs ca --out DIR/,
    );
    const grid = ["--mode", "grid", "--name", "a", "--cluster-key-file", "k"];
    assert.match(problems([...grid, "--members", "a=127.0.0.1:1,b=127.0.0.1:2,c=was3:3"]), /was3:3 is not/);
    assert.match(problems([...grid, "--members-dns", "gyeot.shop.svc:7401"]), commands);
    assert.match(
      problems([...pair, "--peer", "127.0.0.1:1", "--peer-cert", "c"]),
      /--peer-key and --peer-ca/,
    );
    const certificates = ["--peer-cert", "c", "--peer-key", "k", "--peer-ca", "a"];
    const wide = load(["--mode", "pair", "--peer", "10.0.0.2:7401", "--peer-host", "::", ...certificates]);
    assert.deepEqual([wide.peerCert, wide.clusterKeyFile], [join(cwd, "c"), ""]);
  });

  it("reads members from a list, with every mistake told at once", () => {
    const grid = ["--mode", "grid", "--name", "a", "--cluster-key-file", "k"];
    const list = (text: string): string[] => [...grid, "--members", text];
    const { members } = load(list("a=127.0.0.1:1,b=127.0.0.1:2,c=[::1]:3"));
    assert.deepEqual(members[2], { name: "c", host: "::1", port: 3 });
    assert.match(problems(list("a=127.0.0.1:1,b=127.0.0.1:2")), /at least two other members, the list has 1/);
    assert.match(
      problems(list("b=127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:2")),
      /"b" is there twice[\s\S]*127.0.0.1:2 is there twice/,
    );
    assert.match(problems(list("b:127.0.0.1:1")), /must be name=host:port/);
    assert.match(problems(list("127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:3")), /127.0.0.1:1 has no name/);
    const many = Array.from({ length: 32 }, (_, index) => `m${index}=127.0.0.1:${index + 1}`).join(",");
    assert.match(problems(list(many)), /at most 32 members, the list makes 33/);
    assert.match(problems(grid), /--mode grid needs --members/);
    assert.match(problems([...grid, "--peer", "127.0.0.1:1"]), /--peer names one sidecar/);
    assert.match(problems([...list("b=127.0.0.1:1"), "--members-dns", "localhost:1"]), /keep one/);
    assert.match(problems(["--members", "b=127.0.0.1:1"]), /the mode is solo/);
    assert.match(problems([...grid, "--members-dns", "localhost"]), /name:port/);
    assert.equal(load([...grid, "--members-dns", "localhost:7401", "--copies", "3"]).copies, 3);
  });

  it("takes a fixed list of members for a strict grid, and nothing that could lose one", () => {
    const strict = ["--mode", "grid-strict", "--name", "a", "--cluster-key-file", "k"];
    const list = ["--members", "a=127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:3"];
    assert.equal(load([...strict, ...list]).mode, "grid-strict");
    assert.match(problems([...strict, "--members-dns", "localhost:1"]), /a DNS name can lose one/);
    assert.match(problems(strict), /grid-strict needs --members/);
    assert.match(problems([...strict, ...list, "--copies", "2"]), /--copies is for --mode grid/);
    assert.match(
      problems([...strict, ...list, "--merge", "session"]),
      /--merge session is for pair and grid/,
    );
    assert.match(problems([...strict, "--members", "a=127.0.0.1:1,b=127.0.0.1:2"]), /at least two other/);
  });

  it("takes a witness, by name, for a pair of two named members", () => {
    const pair = ["--mode", "pair+witness", "--name", "a", "--cluster-key-file", "k"];
    const members = ["--members", "a=127.0.0.1:1,b=127.0.0.1:2"];
    const { witness, mode } = load([...pair, ...members, "--witness", "w=127.0.0.1:3"]);
    assert.deepEqual([mode, witness], ["pair+witness", { name: "w", host: "127.0.0.1", port: 3 }]);
    assert.match(problems([...pair, ...members]), /needs --witness name=host:port/);
    assert.match(problems([...pair, ...members, "--witness", "127.0.0.1:3"]), /must be one name=host:port/);
    assert.match(
      problems([...pair, "--peer", "127.0.0.1:2", "--witness", "w=127.0.0.1:3"]),
      /needs --members/,
    );
    assert.match(problems(["--witness", "w=127.0.0.1:3"]), /are for --mode pair\+witness/);
    assert.match(problems([...pair, ...members, "--witness", "w=10.0.0.3:3"]), /with certificates only/);
    const three = "a=127.0.0.1:1,b=127.0.0.1:2,c=127.0.0.1:3";
    assert.match(problems([...pair, "--members", three, "--witness", "w=127.0.0.1:4"]), /one other member/);
  });

  it("lets agents of other machines in only by name and with consent", () => {
    const pair = ["--mode", "pair", "--cluster-key-file", "k", "--peer", "127.0.0.1:1"];
    assert.match(problems([...pair, "--agents-host", "10.0.0.1"]), /--agents-insecure-network yes/);
    assert.match(problems([...pair, "--agents-host", "0.0.0.0"]), /name the one they reach/);
    assert.match(problems([...pair, "--agents-port", "7"]), /without --agents-host/);
    const open = load([...pair, "--agents-host", "10.0.0.1", "--agents-insecure-network", "yes"]);
    assert.equal(open.agentsHost, "10.0.0.1");
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
