/** The demo's whole story on real servers, as a newcomer's one command runs it; and the same story without gyeot. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

/** Building, fetching and the story itself, on a slow machine. */
const TIMEOUT_MS = 900_000;

describe("npm run demo -- --check", () => {
  it("loses nothing when a server, a sidecar and a host are killed", { timeout: TIMEOUT_MS }, async () => {
    const { code, report, output } = await check([]);
    const gaps = report["gapMs"] as Record<string, number>;
    assert.equal(code, 0, output);
    for (const name of ["lostWrites", "lostSessions", "wrongReads", "cookieChanges", "errorsSeenByUser"]) {
      assert.equal(report[name], 0, `${name}\n${output}`);
    }
    assert.ok(Number(report["sessions"]) >= 20 && Number(report["acknowledgedWrites"]) >= 200, output);
    assert.deepEqual(Object.keys(gaps).sort(), ["host", "sidecar", "was"]);
  });

  it("fails without gyeot", { timeout: TIMEOUT_MS }, async () => {
    const { code, report, output } = await check(["--without-gyeot"]);
    assert.notEqual(code, 0, output);
    assert.ok(Number(report["lostSessions"]) > 0, output);
  });
});

interface Run {
  readonly code: number | null;
  readonly report: Record<string, unknown>;
  readonly output: string;
}

function check(flags: readonly string[]): Promise<Run> {
  const script = fileURLToPath(new URL("../demo.mjs", import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, "--check", ...flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let all = "";
    child.stdout.on("data", (piece: Buffer) => {
      stdout += piece.toString();
      all += piece.toString();
    });
    child.stderr.on("data", (piece: Buffer) => {
      all += piece.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      const last = stdout.trim().split("\n").at(-1) ?? "";
      const output = all.slice(-8_000);
      try {
        resolve({ code, report: JSON.parse(last) as Record<string, unknown>, output });
      } catch {
        reject(new Error(`the last line is not JSON; exit code ${code}\n${output}`));
      }
    });
  });
}
