import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { lockFile } from "./lock-file.ts";
import { prepareDataDir } from "./prepare-data-dir.ts";
import { RunDir } from "./run-dir.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-lock-"));
after(() => rmSync(root, { recursive: true, force: true }));

describe("lock file", () => {
  it("is held by one, and free again once released", () => {
    const path = join(root, "lock");
    const lock = lockFile(path);
    assert.throws(() => lockFile(path), {
      code: "data_dir_in_use",
      message: new RegExp(String(process.pid)),
    });
    lock.release();
    lockFile(path).release();
    assert.equal(existsSync(path), false);
  });

  it("is taken over from a process that was killed, also when its pid is used again", async () => {
    const path = join(root, "stale");
    const child = spawn("sleep", ["60"]);
    const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    writeFileSync(path, `${child.pid} ${started}\n`);
    assert.throws(() => lockFile(path), { code: "data_dir_in_use" });
    writeFileSync(path, `${child.pid} ${Number(started) - 1}\n`);
    lockFile(path).release();
    writeFileSync(path, `${child.pid} ${started}\n`);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    lockFile(path).release();
    writeFileSync(path, "");
    lockFile(path).release();
  });
});

describe("data directory", () => {
  it("refuses a newer format and a place that cannot be written, and changes nothing there", () => {
    const path = join(root, "data");
    prepareDataDir(path);
    prepareDataDir(path);
    writeFileSync(join(path, "format"), "99\n");
    assert.throws(() => prepareDataDir(path), { code: "data_format_newer", message: /format 99/ });
    assert.equal(readFileSync(join(path, "format"), "utf8"), "99\n");
    writeFileSync(join(path, "format"), "rubbish");
    assert.throws(() => prepareDataDir(path), { code: "data_format_newer" });
    writeFileSync(join(root, "file"), "");
    assert.throws(() => prepareDataDir(join(root, "file", "data")), { code: "data_dir_unusable" });
  });

  it("makes the token once and says where things listen", () => {
    const runDir = new RunDir(join(root, "run"));
    assert.deepEqual(runDir.readEndpoints(), {});
    runDir.prepare();
    const token = runDir.token();
    runDir.prepare();
    assert.equal(runDir.token(), token);
    assert.match(token, /^[0-9a-f]{64}$/);
    runDir.writeEndpoints({ session: "127.0.0.1:1", token });
    assert.deepEqual(runDir.readEndpoints(), { session: "127.0.0.1:1", token });
  });
});
