/** The agent in plain JVMs: whatever is wrong with it or its arguments, the application runs and one line says why. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildAgent } from "../../scripts/build-agent.ts";

/** Prints what it can see of the agent; waits for a line on standard input when asked to. */
const PROGRAM = `
public class Program {
  public static void main(String[] args) throws Exception {
    for (String name : new String[] {"core.AgentModule", "shaded.asm.ClassReader", "boot.Requests"}) {
      try {
        Class<?> seen = Class.forName("io.gyeot.agent." + name);
        System.out.println(name + " " + (seen.getClassLoader() == null ? "bootstrap" : seen.getClassLoader()));
      } catch (ClassNotFoundException hidden) {
        System.out.println(name + " hidden");
      }
    }
    if (args.length > 0) {
      new java.net.URL("http://127.0.0.1:1/").openConnection();
      System.out.println("ready");
      System.in.read();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        System.out.println("thread " + thread.getName());
      }
    }
    System.out.println("application ran");
  }
}
`;

const WAIT_MS = 60_000;

describe("the agent in a JVM", () => {
  const dir = mkdtempSync(join(tmpdir(), "gyeot-jvm-"));
  const program = join(dir, "Program.java");
  let jar = "";

  before(async () => {
    jar = await buildAgent();
    writeFileSync(program, PROGRAM);
  });

  after(() => rmSync(dir, { recursive: true, force: true }));

  function run(agent: string, flags: readonly string[] = []): { out: string; err: string } {
    const java = spawnSync("java", [`-javaagent:${agent}`, ...flags, program], {
      encoding: "utf8",
      timeout: WAIT_MS,
    });
    assert.equal(java.status, 0, java.stderr);
    assert.match(java.stdout, /application ran/);
    return { out: java.stdout, err: java.stderr };
  }

  it("is invisible to the application but for the boot classes", () => {
    const { out } = run(`${jar}=was=x`);
    assert.match(out, /core\.AgentModule hidden/);
    assert.match(out, /shaded\.asm\.ClassReader hidden/);
    assert.match(out, /boot\.Requests bootstrap/);
  });

  it("says what is missing and what it does not know, and goes on", () => {
    const { err } = run(`${jar}=rum=/x,sessions=perhaps`);
    assert.match(err, /"rum" is not known and is ignored; known are run, was,/);
    assert.match(err, /sessions=perhaps is neither on nor off/);
    assert.match(err, /no sidecar to talk to: add run=DIRECTORY/);
  });

  it("is quiet and idle when switched off", () => {
    const { err } = run(`${jar}=enabled=off`);
    assert.match(err, /switched off by enabled=off/);
  });

  it("starts from a path with spaces and Korean letters, without a temporary directory", () => {
    const folder = join(dir, "곁 agent");
    mkdirSync(folder);
    const copy = join(folder, "gyeot agent.jar");
    copyFileSync(jar, copy);
    const { out } = run(`${copy}=was=x,run=${dir}`, [
      "-Dsun.jnu.encoding=UTF-8",
      "-Djava.io.tmpdir=/nonexistent",
    ]);
    assert.match(out, /boot\.Requests bootstrap/);
  });

  it("leaves the application alone when its own jar is damaged", () => {
    const bytes = readFileSync(jar);
    // The name of the module's entry, everywhere it stands: the entry is then not found.
    for (let at = bytes.indexOf("core/AgentModule.classdata"); at >= 0; ) {
      bytes.write("core/AgentMoXXXX.classdata", at);
      at = bytes.indexOf("core/AgentModule.classdata", at);
    }
    const damaged = join(dir, "damaged.jar");
    writeFileSync(damaged, bytes);
    assert.match(run(`${damaged}=was=x`).err, /agent is off, the application runs without it: .*AgentModule/);
  });

  it("may be named twice", () => {
    run(`${jar}=was=x`, [`-javaagent:${jar}=was=x`]);
  });

  it("attaches to a running JVM", async () => {
    const java = spawn("java", [program, "wait"], { stdio: ["pipe", "pipe", "pipe"] });
    try {
      const out = collect(java);
      await out.until(/ready/);
      const attach = spawnSync("jcmd", [String(java.pid), "JVMTI.agent_load", jar, `"was=x,run=${dir}"`], {
        encoding: "utf8",
        timeout: WAIT_MS,
      });
      assert.match(attach.stdout, /return code: 0/, attach.stdout + attach.stderr);
      java.stdin?.write("\n");
      await out.until(/application ran/);
      assert.match(out.text(), /thread gyeot-tick/);
      // A class loaded before can be changed only within limits; what cannot is said, and left as it was.
      assert.match(
        out.text(),
        /off: sun\.net\.www\.protocol\.http\.HttpURLConnection: (it )?was loaded before the agent/,
      );
    } finally {
      java.kill("SIGKILL");
    }
  });
});

/** What a process prints, and a wait for a part of it. */
function collect(child: ChildProcess): { text: () => string; until: (pattern: RegExp) => Promise<void> } {
  let text = "";
  const more = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on("data", more);
  child.stderr?.on("data", more);
  const until = async (pattern: RegExp): Promise<void> => {
    const end = Date.now() + WAIT_MS;
    while (!pattern.test(text)) {
      assert.ok(Date.now() < end && child.exitCode === null, `never said ${pattern}: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { text: () => text, until };
}
