import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { AgentStream, GridPush } from "../grid/agents.ts";
import type { PeerIdentity } from "../grid/peer-link.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { PeerFallbacks } from "./peer-fallbacks.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-fallbacks-"));
after(() => rmSync(root, { recursive: true, force: true }));

function member(node: string, host: string, at = "127.0.0.1"): PeerIdentity {
  const agents = { node, unixPath: "/run/session.sock", host: at, port: 9, token: `token of ${node}` };
  return { node, incarnation: 1, address: "", host, agents, watch: null };
}

function stage(identities: PeerIdentity[], file: string) {
  const clock = new FakeClock();
  const linked = new Set(identities.map(({ node }) => node));
  const agents: AgentStream[] = [];
  const fallbacks = new PeerFallbacks({
    host: "here",
    identities: () => identities,
    linked: (node) => linked.has(node),
    agents: () => agents,
    clock,
    file: join(root, file),
  });
  fallbacks.start();
  const look = (): void => clock.advance(300);
  const attach = (was: string, more: Partial<AgentStream> = {}) => {
    const pushed: GridPush[] = [];
    const closed: string[] = [];
    const who = { id: was, was, incarnation: "1", server: "test", pid: 1, visitor: false };
    const push = (frame: GridPush): number => pushed.push(frame);
    agents.push({ ...who, push, close: (why) => closed.push(why), takesFallbacks: true, ...more });
    return { welcome: fallbacks.welcome(was), pushed, closed };
  };
  return { fallbacks, identities, linked, look, attach };
}

const nodes = (endpoints: readonly { readonly node: string }[]): string[] =>
  endpoints.map(({ node }) => node);

describe("fallbacks of agents", () => {
  it("never sends an agent to another machine's socket or loopback", () => {
    const { fallbacks, look } = stage(
      [member("near", "here"), member("far", "there"), member("open", "there", "10.0.0.3")],
      "a",
    );
    look();
    const list = fallbacks.welcome("shop");
    assert.deepEqual(nodes(list), ["near", "open"]);
    assert.deepEqual(
      list.map(({ unixPath }) => unixPath),
      ["/run/session.sock", ""],
    );
  });

  it("puts this machine first, then who is linked, each agent in an order of its own, eight at most", () => {
    const far = Array.from({ length: 20 }, (_, index) => member(`m${index}`, "there", `10.0.0.${index + 1}`));
    const { fallbacks, linked, look } = stage([...far, member("near", "here")], "b");
    look();
    const first = new Set<string>();
    for (let was = 0; was < 50; was += 1) {
      const list = nodes(fallbacks.welcome(`was-${was}`));
      assert.deepEqual([list.length, list[0]], [8, "near"]);
      first.add(list[1] as string);
      assert.deepEqual(nodes(fallbacks.welcome(`was-${was}`)), list);
    }
    assert.ok(first.size > 8, `50 agents go to ${first.size} of 20 members`);
    linked.clear();
    linked.add("m7");
    assert.deepEqual(nodes(fallbacks.welcome("was-1")).slice(0, 2), ["near", "m7"]);
  });

  it("tells agents of a change, makes those attach again that cannot be told, and leaves visitors alone", () => {
    const { identities, linked, look, attach } = stage([], "c");
    const told = attach("told");
    const old = attach("old", { takesFallbacks: false });
    const visitor = attach("visitor", { visitor: true });
    look();
    assert.deepEqual([told.pushed.length, old.closed.length], [0, 0]);
    identities.push(member("b", "here"));
    linked.add("b");
    look();
    look();
    assert.deepEqual(nodes(told.pushed[0]?.fallbacks?.endpoints ?? []), ["b"]);
    assert.deepEqual([told.pushed.length, told.closed.length, old.closed.length], [1, 0, 1]);
    assert.deepEqual([visitor.pushed.length, visitor.closed.length], [0, 0]);
  });

  it("remembers the members that are away after a restart", () => {
    const first = stage([member("b", "here")], "d");
    first.look();
    assert.deepEqual(nodes(stage([], "d").fallbacks.welcome("shop")), ["b"]);
  });
});
