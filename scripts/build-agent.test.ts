/** The agent's jar: what is visible in it, what is hidden, and the class file version of everything. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, it } from "node:test";
import { inflateRawSync } from "node:zlib";
import { buildAgent } from "./build-agent.ts";

/** Class files of Java 8. Older ones are fine: ASM's own are of Java 5. */
const CLASS_VERSION_MAX = 52;

/** What the bootstrap and system loaders may see of the agent; everything else is inst/*.classdata. */
const VISIBLE = /^io\/gyeot\/agent\/(boot\/\w+(\$\w+)?|core\/AgentMain|core\/AgentLoader)\.class$/;

/** Entries of a jar from its central directory, directories left out. */
function entriesOf(jar: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = jar.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = jar.readUInt32LE(end + 16);
  for (let count = jar.readUInt16LE(end + 10); count > 0; count--) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => jar.readUInt16LE(at + offset));
    const name = jar.toString("utf8", at + 46, at + 46 + (nameBytes as number));
    const local = jar.readUInt32LE(at + 42);
    const data = local + 30 + jar.readUInt16LE(local + 26) + jar.readUInt16LE(local + 28);
    const packed = jar.subarray(data, data + jar.readUInt32LE(at + 20));
    if (!name.endsWith("/")) {
      entries.set(name, jar.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    }
    at += 46 + (nameBytes as number) + (extraBytes as number) + (commentBytes as number);
  }
  return entries;
}

describe("the agent's jar", () => {
  let entries = new Map<string, Buffer>();

  before(async () => {
    entries = entriesOf(readFileSync(await buildAgent()));
  });

  it("shows nothing but the boot classes, the entry and its loader", () => {
    const others = [...entries.keys()].filter(
      (name) => !VISIBLE.test(name) && !name.startsWith("inst/") && name !== "META-INF/MANIFEST.MF",
    );
    assert.deepEqual(others, []);
    assert.ok(entries.has("io/gyeot/agent/core/AgentMain.class"));
  });

  it("hides everything else, ASM relocated", () => {
    const hidden = [...entries.keys()].filter((name) => name.startsWith("inst/"));
    assert.deepEqual(
      hidden.filter((name) => !/^inst\/io\/gyeot\/agent\/[\w/$]+\.classdata$/.test(name)),
      [],
    );
    assert.ok(hidden.includes("inst/io/gyeot/agent/shaded/asm/ClassReader.classdata"));
    assert.ok(hidden.includes("inst/io/gyeot/agent/core/AgentModule.classdata"));
  });

  it("holds no class file newer than Java 8 and no name of an unrelocated ASM", () => {
    for (const [name, bytes] of entries) {
      if (name.endsWith(".class") || name.endsWith(".classdata")) {
        assert.equal(bytes.readUInt32BE(0), 0xcafebabe, name);
        assert.ok(
          bytes.readUInt16BE(6) <= CLASS_VERSION_MAX,
          `${name} is of version ${bytes.readUInt16BE(6)}`,
        );
        assert.ok(!bytes.includes("org/objectweb/asm"), name);
      }
    }
  });

  it("keeps the boot classes few: each is loaded by the bootstrap of every application", () => {
    const boot = [...entries.keys()].filter((name) => name.includes("/boot/"));
    assert.ok(boot.length <= 12, boot.join(" "));
  });

  it("names its entry for -javaagent and for attaching", () => {
    const manifest = entries.get("META-INF/MANIFEST.MF")?.toString() ?? "";
    assert.match(manifest, /^Premain-Class: io\.gyeot\.agent\.core\.AgentMain\r?$/m);
    assert.match(manifest, /^Agent-Class: io\.gyeot\.agent\.core\.AgentMain\r?$/m);
    assert.match(manifest, /^Can-Retransform-Classes: true\r?$/m);
  });
});
