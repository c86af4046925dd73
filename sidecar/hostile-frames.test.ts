import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { Client, type ClientDuplexStream, credentials, Metadata } from "@grpc/grpc-js";
import { bidiMethod } from "./rpc/bidi-method.ts";
import { ClusterKey } from "./rpc/cluster-key.ts";
import { PeerFrame } from "./rpc/gen/peer.ts";
import { AgentFrame } from "./rpc/gen/session.ts";
import { AgentClient } from "./testing/agent-client.ts";
import { RandomFrames } from "./testing/random-frames.ts";
import { sessions } from "./testing/sessions.ts";
import { SidecarProcess } from "./testing/sidecar-process.ts";

/** Frames sent to each port, and the time after which the rest is left out on a slow machine. */
const FRAMES = 100_000;
const SEND_MS_MAX = 45_000;
/** A stream is ended at its first bad frame; what follows it must be dropped. */
const FRAMES_A_STREAM = 40;
const STREAMS_AT_ONCE = 24;

const key = Buffer.alloc(16, 1);
const version = { ms: 1_700_000_000_000, counter: 3, node: "b" };
const attributes = [{ name: "cart", value: Buffer.from([0, 1, 2]), type: "x", version }];
const meta = {
  app: "/",
  createdMs: 1,
  lastAccessMs: 2,
  maxInactiveS: 60,
  user: "kim",
  address: "a",
  was: "w",
};
const AGENT_FRAMES = [
  { seq: 1, load: { key, known: version } },
  {
    seq: 2,
    store: { key, base: version, meta: { ...meta, container: attributes }, attributes, operation: 4 },
  },
  { touch: { touched: [{ key, lastAccessMs: 5 }] } },
  { seq: 3, invalidate: { key, reason: "invalidate", operation: 1 } },
  { seq: 4, changeId: { oldKey: key, newKey: Buffer.alloc(16, 2), operation: 5 } },
  { seq: 5, renew: {} },
  { dropped: { notice: 7 } },
  { seq: 6, expireIfIdle: { key, lastAccessMs: 9 } },
  { seq: 7, chunk: { piece: Buffer.alloc(30), last: false } },
].map((frame) => AgentFrame.encode(frame));
const record = {
  key,
  version,
  meta: { ...meta, container: [] },
  attributes,
  full: true,
  metaVersion: version,
};
const PEER_FRAMES = [
  { seq: 1, replicate: { records: [record] } },
  { seq: 1, answer: true, replicated: { needFull: [key] } },
  { seq: 2, fetch: { keys: [key] } },
  { seq: 3, inventory: { items: [{ key, version, tombstone: false, digest: key, lastAccessMs: 4 }] } },
  { seq: 4, inventoryEnd: { items: 1 } },
  { seq: 5, heartbeat: { nowMs: 1, loopDelayMs: 2, wases: ["w"], inSync: true } },
  { seq: 6, chunk: { piece: Buffer.alloc(30), last: true } },
  { proof: { mac: Buffer.alloc(32) } },
].map((frame) => PeerFrame.encode(frame));

function rssBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}

/** Opens one stream after the other on one connection and sends `FRAMES` in all; how many it were in the time. */
async function flood(
  address: string,
  path: string,
  entries: Metadata,
  open: (stream: ClientDuplexStream<Buffer, Buffer>, number: number) => Promise<void>,
  frames: RandomFrames,
): Promise<number> {
  const client = new Client(address, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1 });
  const method = bidiMethod(path);
  const endMs = Date.now() + SEND_MS_MAX;
  let sent = 0;
  let streams = 0;
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const call = client.makeBidiStreamRequest(
        path,
        method.requestSerialize,
        method.responseDeserialize,
        entries,
      );
      const over = (): void => {
        clearTimeout(timer);
        call.cancel();
        resolve();
      };
      const timer = setTimeout(over, 2_000);
      call.on("error", over);
      call.on("end", over);
      call.on("data", () => {});
      streams += 1;
      void open(call, streams).then(() => {
        for (let frame = 0; frame < FRAMES_A_STREAM; frame += 1) call.write(frames.next());
        sent += FRAMES_A_STREAM;
        call.end();
      });
    });
  const worker = async (): Promise<void> => {
    while (sent < FRAMES && Date.now() < endMs) await one();
  };
  await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, worker));
  client.close();
  return sent;
}

describe("frames nobody could mean", { timeout: 240_000 }, () => {
  const seed = Number(process.env["GYEOT_SEED"] ?? 20_261_123);
  let pair: Awaited<ReturnType<typeof SidecarProcess.pair>>;
  let agent: AgentClient;
  const kept = AgentClient.key("kept");
  before(async () => {
    pair = await SidecarProcess.pair({ flags: ["--agents-max", "200"] });
    await Promise.all([pair.a.start(), pair.b.start()]);
    await sessions.clustered(pair.a, pair.b);
    agent = await pair.a.attach("honest");
    await agent.set(kept, { cart: "1" }, { create: true });
  });
  after(async () => {
    agent?.close();
    await Promise.all([pair.a.kill(), pair.b.kill()]);
    pair.remove();
  });

  it("are decoded to something or refused, never worse, at 200,000 of them", () => {
    for (const [codec, good] of [
      [AgentFrame, AGENT_FRAMES],
      [PeerFrame, PEER_FRAMES],
    ] as const) {
      const frames = new RandomFrames(seed, good);
      for (let turn = 0; turn < 100_000; turn += 1) {
        const bytes = frames.next();
        try {
          codec.decode(bytes);
        } catch (cause) {
          const bad = cause instanceof Error && !/stack|memory|allocation/i.test(cause.message);
          assert.ok(bad, `seed ${seed}, frame ${turn}: ${cause}`);
        }
      }
    }
  });

  /** The sidecar still has the session, serves others at once, is the same process and has not grown. */
  async function unharmed(pid: number, beforeBytes: number): Promise<void> {
    assert.equal(pair.a.pid, pid);
    const fresh = await pair.a.attach("after");
    assert.deepEqual(await sessions.readSoon(fresh, kept), { cart: "1" });
    fresh.close();
    const grewBytes = rssBytes(pid) - beforeBytes;
    assert.ok(grewBytes < 120 * 1024 * 1024, `memory grew by ${grewBytes} bytes`);
    assert.doesNotMatch(pair.a.log, /nobody caught/);
  }

  it("end an agent's stream and nothing else", async () => {
    const pid = pair.a.pid;
    const beforeBytes = rssBytes(pid);
    const token = new Metadata();
    token.set("gyeot-token", pair.a.runDir.token());
    const frames = new RandomFrames(seed, AGENT_FRAMES);
    const hello = async (call: ClientDuplexStream<Buffer, Buffer>, number: number): Promise<void> => {
      const who = { protocol: 1, was: `w${number}`, incarnation: "1", server: "s", pid: 1 };
      call.write(AgentFrame.encode({ seq: 1, hello: who }));
    };
    const path = "/gyeot.session.v1.SessionService/Attach";
    const sent = await flood(`unix:${pair.a.runDir.sessionSocket}`, path, token, hello, frames);
    assert.ok(sent >= FRAMES / 10, `${sent} frames were sent`);
    await unharmed(pid, beforeBytes);
  });

  it("end the link of a peer that proved nothing, and that of one that proved itself", async () => {
    const pid = pair.a.pid;
    const beforeBytes = rssBytes(pid);
    const frames = new RandomFrames(seed, PEER_FRAMES);
    const cluster = new ClusterKey(Buffer.from("ab".repeat(32), "hex"));
    let proven = 0;
    const hello = async (call: ClientDuplexStream<Buffer, Buffer>, number: number): Promise<void> => {
      if (number % 3 === 0) return;
      const challenge = Buffer.alloc(32, 3);
      call.write(PeerFrame.encode({ hello: { protocol: 1, node: "evil", incarnation: number, challenge } }));
      if (number % 3 === 1) return;
      await new Promise<void>((resolve) => {
        call.on("end", resolve);
        call.on("error", () => resolve());
        call.on("data", (bytes: Buffer) => {
          const { hello: theirs, heartbeat } = PeerFrame.decode(bytes);
          // Whom it sends a heartbeat it takes for its peer.
          if (heartbeat !== null) proven += 1;
          if (heartbeat !== null) resolve();
          if (theirs !== null)
            call.write(PeerFrame.encode({ proof: { mac: cluster.prove(theirs.challenge, "evil") } }));
        });
      });
    };
    const path = "/gyeot.peer.v1.PeerService/Link";
    // Its place is free: the link of the hostile member is taken for good.
    await pair.b.kill();
    const sent = await flood(`127.0.0.1:${pair.a.peerPort}`, path, new Metadata(), hello, frames);
    assert.ok(sent >= FRAMES / 10, `${sent} frames were sent`);
    assert.ok(proven >= 20, `${proven} links were taken for a peer's`);
    await unharmed(pid, beforeBytes);
  });
});
