import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { MemberAddress } from "../base/member-address.ts";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import { systemClock } from "../base/system-clock.ts";
import type { PeerLink } from "../grid/peer-link.ts";
import { PeerClient } from "../testing/peer-client.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { TestCertificates } from "../testing/test-certificates.ts";
import { ClusterKey } from "./cluster-key.ts";
import { LinkHost } from "./link-host.ts";
import { PeerConnector } from "./peer-connector.ts";
import type { ConfiguredMember } from "./peer-grid.ts";
import { PeerRefusals } from "./peer-refusals.ts";
import { PeerServer } from "./peer-server.ts";
import { PeerTls } from "./peer-tls.ts";

const KEY = new ClusterKey(Buffer.alloc(32, 7));
const root = mkdtempSync(join(tmpdir(), "gyeot-connector-"));
after(() => rmSync(root, { recursive: true, force: true }));

/** A member without a grid: what the connector would tell one. */
interface Member {
  readonly node: string;
  readonly connector: PeerConnector;
  readonly links: Map<string, PeerLink>;
  readonly refused: string[];
  readonly unreachable: string[];
  readonly configured: () => readonly ConfiguredMember[];
  readonly address: MemberAddress;
  readonly stop: () => Promise<void>;
}

const running: Member[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((member) => member.stop()));
});

async function start(
  node: string,
  more: { tls?: PeerTls; key?: ClusterKey | null; othersMax?: number } = {},
) {
  const links = new Map<string, PeerLink>();
  const [refused, unreachable]: [string[], string[]] = [[], []];
  let configured: readonly ConfiguredMember[] = [];
  const refusals = new PeerRefusals({
    clock: systemClock,
    log: quietLog(),
    counter: new MetricsRegistry().counter("refused", ""),
    onRefused: (subject, detail) => refused.push(`${subject}: ${detail}`),
  });
  const tls = more.tls ?? null;
  const server: PeerServer = new PeerServer({
    name: "peer server",
    flag: "peer-port",
    host: "127.0.0.1",
    port: 0,
    tls,
    clock: systemClock,
    speaker: new LinkHost((link) => {
      server.spoke(link.peer);
      connector.accept(link);
    }),
    onRefused: (subject, error) => refusals.tell(subject, error),
  });
  const connector: PeerConnector = new PeerConnector({
    grid: {
      awake: () => {},
      configured: (members) => {
        configured = members;
      },
      linked: (link) => links.set(link.identity.node, link),
      closed: (link) => {
        if (links.get(link.identity.node) === link) links.delete(link.identity.node);
      },
      unreachable: (address) => unreachable.push(address),
      renamed: () => {},
      onPeer: async (_link, message) => ({
        fetched: { records: [], absent: message.fetch?.keys ?? [], syncing: false },
      }),
      identities: () => [],
      refused: () => {},
    },
    node,
    incarnation: 1,
    host: "test",
    othersMax: more.othersMax ?? 31,
    key: more.key === undefined ? KEY : more.key,
    tls,
    refusals,
    clock: systemClock,
    random: Math.random,
    features: [`made-of-${node}`],
    version: "9.9.9",
    endpoints: () => ({ agents: { node, unixPath: "", host: "h", port: 1, token: "secret" }, watch: null }),
  });
  await server.start();
  const member: Member = {
    node,
    connector,
    links,
    refused,
    unreachable,
    configured: () => configured,
    address: { name: node, host: "127.0.0.1", port: server.port },
    stop: async () => {
      connector.stop();
      await server.stop();
    },
  };
  running.push(member);
  return member;
}

async function until(wanted: () => boolean, what: string): Promise<void> {
  const endMs = Date.now() + 15_000;
  while (!wanted()) {
    assert.ok(Date.now() < endMs, what);
    await delay(20);
  }
}

const unnamed = (address: MemberAddress): MemberAddress => ({ ...address, name: "" });

describe("links between members", { timeout: 120_000 }, () => {
  it("are one for each two of them, know each other, and carry questions both ways", async () => {
    const members = await Promise.all(["a", "b", "c", "d", "e"].map((node) => start(node)));
    const list = members.map(({ address }) => address);
    for (const { connector, node } of members) connector.configured(list.filter(({ name }) => name !== node));
    await until(() => members.every(({ links }) => links.size === 4), "not all linked");
    await delay(700);
    for (const { links, node, refused } of members) {
      assert.deepEqual([links.size, refused], [4, []]);
      for (const [other, link] of links) {
        assert.equal(link.identity.agents?.token, "secret");
        assert.deepEqual(link.identity.features, [`made-of-${other}`]);
        const answer = await link.send({ fetch: { keys: [Buffer.from(node)] } });
        assert.equal(Buffer.from(answer.fetched?.absent[0] ?? []).toString(), node);
      }
    }
  });

  it("find themselves among the addresses of a DNS name, and learn the names of the others", async () => {
    const members = await Promise.all(["a", "b", "c"].map((node) => start(node)));
    const list = members.map(({ address }) => unnamed(address));
    for (const { connector } of members) connector.configured(list);
    await until(() => members.every(({ links }) => links.size === 2), "not all linked");
    await until(
      () =>
        members.every(
          ({ configured }) => configured().length === 2 && configured().every(({ node }) => node !== ""),
        ),
      `names: ${JSON.stringify(members.map(({ configured }) => configured()))}`,
    );
    assert.deepEqual(
      members.flatMap(({ refused, unreachable }) => [...refused, ...unreachable]),
      [],
    );
  });

  it("are taken from a member that is not in the list yet, and kept when the list forgets one", async () => {
    const [a, b, late] = await Promise.all([start("a"), start("b"), start("late")]);
    a.connector.configured([b.address]);
    late.connector.configured([a.address]);
    await until(() => a.links.has("late") && a.links.has("b"), "not linked");
    a.connector.configured([]);
    await delay(300);
    assert.deepEqual([...a.links.keys()].sort(), ["b", "late"]);
  });

  it("come back when a member does, and its absence is told before", async () => {
    const [a, b] = await Promise.all([start("a"), start("b")]);
    a.connector.configured([b.address]);
    await until(() => a.links.has("b"), "not linked");
    const pending = a.links.get("b")?.send({ fetch: { keys: [] } });
    await pending;
    await b.stop();
    await until(() => !a.links.has("b") && a.unreachable.length > 0, "not told");
    running.splice(running.indexOf(b), 1);
  });

  it("are refused to another key, another name than listed, the same name, and a third of a pair", async () => {
    const a = await start("a", { othersMax: 1 });
    const wrongKey = await start("b", { key: new ClusterKey(Buffer.alloc(32, 8)) });
    wrongKey.connector.configured([a.address]);
    // Whoever sees the other's proof first ends it.
    const told = (): string => [...a.refused, ...wrongKey.refused].join();
    await until(() => /"[ab]" has another cluster key/.test(told()), "key");
    const listed = await start("c");
    listed.connector.configured([{ ...a.address, name: "x" }]);
    await until(
      () => listed.refused.some((text) => /is "a", the list of members says "x"/.test(text)),
      "list",
    );
    const same = await start("a");
    same.connector.configured([unnamed(a.address)]);
    await until(() => a.refused.some((text) => /both sidecars are named "a"/.test(text)), "name");
    assert.equal(a.links.size, 0);
    const [b, third] = await Promise.all([start("b"), start("d")]);
    b.connector.configured([a.address]);
    await until(() => a.links.has("b"), "b");
    third.connector.configured([a.address]);
    await delay(500);
    assert.deepEqual([...a.links.keys()], ["b"]);
  });

  it("are not had by playing back what a member once said", async () => {
    const a = await start("a");
    const honest = new PeerClient({ port: a.address.port, node: "x", key: Buffer.alloc(32, 7) });
    await until(() => a.links.has("x"), "the honest one was not taken");
    const challenge = honest.frames[0]?.hello?.challenge ?? Buffer.alloc(0);
    honest.close();
    await until(() => !a.links.has("x"), "the link stayed");
    const replayed = new PeerClient({ port: a.address.port, node: "x" });
    await until(() => replayed.frames.length > 0, "no Hello");
    replayed.send({ proof: { mac: KEY.prove(challenge, "x") } });
    replayed.send({ seq: 1, replicate: { records: [] } });
    assert.match(await replayed.ended, /"x" has another cluster key/);
    assert.equal(a.links.size, 0);
  });

  it("need the key where one member has it, and only the certificate where none has", async () => {
    const certificates = await TestCertificates.make(root);
    const tls = async (node: string): Promise<PeerTls> => {
      const [, cert = "", , key = "", , ca = ""] = await certificates.member(node);
      return new PeerTls({ files: { cert, key, ca }, node, clock: systemClock, log: quietLog() });
    };
    const a = await start("a", { tls: await tls("a"), key: null });
    const b = await start("b", { tls: await tls("b"), key: null });
    const keyed = await start("c", { tls: await tls("c") });
    a.connector.configured([b.address, keyed.address]);
    await until(() => a.links.has("b") && b.links.has("a"), "not linked");
    await until(() => keyed.refused.some((text) => /"a" has no cluster key/.test(text)), "no key");
  });

  it("reject what is under way when they end, at once", async () => {
    const [a, b] = await Promise.all([start("a"), start("b")]);
    a.connector.configured([b.address]);
    await until(() => a.links.has("b"), "not linked");
    const link = a.links.get("b") as PeerLink;
    const late = link.send({ fetch: { keys: [] } });
    link.close("test");
    await assert.rejects(late, { code: "peer_unreachable" });
    await assert.rejects(link.send({ fetch: { keys: [] } }), { code: "peer_unreachable" });
  });
});
