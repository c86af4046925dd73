import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { MemberAddress } from "../base/member-address.ts";
import { memberAddress } from "../base/member-address.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { MemberSource, type MemberSourceOptions, type ResolveMembers } from "./member-source.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-members-"));
after(() => rmSync(root, { recursive: true, force: true }));

const CONFIG = {
  name: "a",
  mode: "grid",
  peer: null,
  members: [],
  membersFile: "",
  membersDns: null,
} as const;

function stage(config: Partial<MemberSourceOptions["config"]>, resolve: ResolveMembers = async () => []) {
  const clock = new FakeClock();
  const told: string[] = [];
  const onMembers = (members: readonly MemberAddress[]): void => {
    told.push(members.map(memberAddress.text).sort().join(" "));
  };
  const source = new MemberSource({
    config: { ...CONFIG, ...config },
    clock,
    log: quietLog(),
    resolve,
    onMembers,
  });
  return { source, clock, told };
}

/** Lets what was promised happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the source of members", () => {
  it("leaves the own entry of a list out", () => {
    const members = ["a=h1:1", "b=h2:1", "c=h3:1"].map((text) => memberAddress.parse(text) as MemberAddress);
    const { source, told } = stage({ members });
    source.start();
    assert.deepEqual(told, ["b=h2:1 c=h3:1"]);
  });

  it("follows a file, as lines or as JSON, and keeps the last good list while it is damaged", () => {
    const file = join(root, "members");
    writeFileSync(file, "# ours\na=h1:1\nb=h2:1, \n\nc=h3:1 # the third\n");
    const { source, clock, told } = stage({ membersFile: file });
    source.start();
    writeFileSync(file, '{"b": "h2:1", "c": "h3:1", "d": "[::1]:4"}');
    clock.advance(1_000);
    for (const bad of ["", "b=h2", "b=h2:1\nb=h3:1\n", "{", '["b=h2:1", "c"]']) {
      writeFileSync(file, bad);
      clock.advance(1_000);
    }
    writeFileSync(file, '["b=h2:1", "d=h4:1"]');
    clock.advance(1_000);
    assert.deepEqual(told, ["b=h2:1 c=h3:1", "b=h2:1 c=h3:1 d=[::1]:4", "b=h2:1 d=h4:1"]);
  });

  it("refuses to start with a file that cannot be meant", () => {
    const file = join(root, "bad");
    writeFileSync(file, "b=h2:1\nb=h2:1\n");
    assert.throws(() => stage({ membersFile: file }).source.start(), /"b" is there twice/);
    assert.throws(() => stage({ membersFile: join(root, "none") }).source.start(), /cannot be read/);
  });

  it("follows a DNS name: new addresses at once, lost ones after a minute, and nothing while it is silent", async () => {
    let answer: MemberAddress[] | Error | null = new Error("SERVFAIL");
    const resolve: ResolveMembers = () =>
      answer === null
        ? new Promise(() => {})
        : answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve(answer);
    const at = (...hosts: string[]) => hosts.map((host) => ({ name: "", host, port: 7401 }));
    const { source, clock, told } = stage({ membersDns: { host: "gyeot.shop.svc", port: 7401 } }, resolve);
    const turn = async (ms: number): Promise<void> => {
      for (let spent = 0; spent < ms; spent += 3_000) {
        clock.advance(3_000);
        await settle();
      }
    };
    source.start();
    await settle();
    assert.deepEqual(told, []);
    answer = at("10.0.0.1", "10.0.0.2");
    await turn(3_000);
    answer = at("10.0.0.2", "10.0.0.3");
    await turn(3_000);
    assert.equal(told.at(-1), "10.0.0.1:7401 10.0.0.2:7401 10.0.0.3:7401");
    answer = null;
    await turn(120_000);
    answer = new Error("SERVFAIL");
    await turn(120_000);
    assert.equal(told.length, 2, "an outage of the name server changed the members");
    answer = at("10.0.0.2", "10.0.0.3");
    await turn(6_000);
    assert.equal(told.at(-1), "10.0.0.2:7401 10.0.0.3:7401");
    answer = at(...Array.from({ length: 500 }, (_, index) => `10.1.${index >> 8}.${index & 255}`));
    await turn(63_000);
    assert.ok(String(told.at(-1)).split(" ").length <= 64);
  });
});
