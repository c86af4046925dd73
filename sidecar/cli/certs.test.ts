import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "gyeot-certs-"));
after(() => rmSync(root, { recursive: true, force: true }));

/** Exit code and everything that was said. */
function gyeot(...argv: string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const program = [...process.execArgv, MAIN, "certs", ...argv, "--lang", "en"];
    execFile(process.execPath, program, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, text: stdout + stderr });
    });
  });
}

describe("gyeot certs", () => {
  const [ca, out] = [join(root, "ca"), join(root, "was1")];

  it("makes a CA and a member whose certificate carries its name, and keeps keys to their owner", async () => {
    assert.equal((await gyeot("ca", "--out", ca)).code, 0);
    const member = ["member", "--ca", ca, "--name", "was_1", "--host", "was1.internal", "--ip", "10.0.0.1"];
    const made = await gyeot(...member, "--out", out);
    assert.match(made.text, /--peer-cert .*was_1\.crt --peer-key .*was_1\.key --peer-ca .*ca\.crt/);
    const certificate = new X509Certificate(readFileSync(join(out, "was_1.crt")));
    const authority = new X509Certificate(readFileSync(join(out, "ca.crt")));
    assert.equal(certificate.checkHost("was_1", { subject: "never", wildcards: false }), "was_1");
    assert.equal(certificate.checkHost("was_2", { subject: "never", wildcards: false }), undefined);
    assert.equal(certificate.checkIP("10.0.0.1"), "10.0.0.1");
    assert.ok(certificate.verify(authority.publicKey) && authority.ca && !certificate.ca);
    for (const key of [join(ca, "ca.key"), join(out, "was_1.key")])
      assert.equal(statSync(key).mode & 0o777, 0o600, key);
  });

  it("replaces nothing unless told to", async () => {
    const before = readFileSync(join(ca, "ca.key"), "utf8");
    const refused = await gyeot("ca", "--out", ca);
    assert.deepEqual([refused.code, /--force/.test(refused.text)], [1, true]);
    assert.equal(readFileSync(join(ca, "ca.key"), "utf8"), before);
  });

  it("checks what fits together, what has expired and what others can read", async () => {
    const files = ["was_1.crt", "was_1.key", "ca.crt"].map((file) => join(out, file));
    assert.deepEqual((await gyeot("check", ...files)).code, 0);
    const other = join(root, "other");
    await gyeot("ca", "--out", other);
    const foreign = await gyeot("check", files[0] as string, join(other, "ca.crt"));
    assert.deepEqual([foreign.code, /none of the CAs/.test(foreign.text)], [1, true]);
    await gyeot("member", "--ca", ca, "--name", "brief", "--out", out, "--days", "0.00001");
    const expired = await gyeot("check", join(out, "brief.crt"));
    assert.deepEqual([expired.code, /EXPIRED/.test(expired.text)], [1, true]);
    chmodSync(files[1] as string, 0o644);
    assert.match((await gyeot("check", ...files)).text, /chmod 600/);
  });

  it("says what is wrong with a call", async () => {
    assert.match(
      (await gyeot("member", "--ca", ca, "--out", out)).text,
      /needs --ca DIR, --name NAME and --out/,
    );
    assert.match((await gyeot("member", "--ca", ca, "--name", "a b", "--out", out)).text, /1 to 63 letters/);
    assert.match((await gyeot("member", "--ca", ca, "--name", "a", "--ip", "x", "--out", out)).text, /no IP/);
    assert.match((await gyeot("ca", "--uot", "x")).text, /--uot is not known here/);
    assert.equal((await gyeot("--help")).code, 0);
  });
});
