import type { ClusterNode } from "./cluster-map.ts";
import { type KeptMeta, sessionWire } from "./session-wire.ts";
import type { ValkeyCluster } from "./valkey-cluster.ts";
import type { ValkeyReply } from "./valkey-connection.ts";

/** A session as a scan of a server finds it. */
export interface FoundSession {
  /** Key in hex. */
  readonly id: string;
  readonly meta: KeptMeta;
  /** By the clock of the server. */
  readonly lastAccessMs: number;
  readonly maxInactiveS: number;
  readonly attributes: number;
  readonly bytes: number;
  readonly writes: number;
  /** Empty while it lives. */
  readonly reason: string;
  /** Key it is being moved to; empty when it is not. */
  readonly moving: string;
}

const ASK_MS = 1_000;
const COUNT = 500;
const FIELDS = ["M", "T", "X", "N", "B", "n", "d", "f"];

/** One step of a scan over the sessions of one server. `cursor` "0" begins and ends it. */
export async function sessionScan(
  cluster: ValkeyCluster,
  node: ClusterNode,
  cursor: string,
): Promise<{ readonly cursor: string; readonly found: readonly FoundSession[] }> {
  const scan = ["SCAN", cursor, "MATCH", "gyeot:{*", "COUNT", String(COUNT)] as const;
  const [next, keys] = (await cluster.ask(node, ASK_MS, ...scan)) as [Buffer, readonly Buffer[]];
  const asked = keys.map(async (key) => {
    const reply = (await cluster.ask(node, ASK_MS, "HMGET", key, ...FIELDS)) as readonly ValkeyReply[];
    return session(String(key), reply);
  });
  // One that went to another server meanwhile is found there.
  const told = await Promise.allSettled(asked);
  const found = told.flatMap((each) => (each.status === "fulfilled" ? (each.value ?? []) : []));
  return { cursor: String(next), found };
}

function session(key: string, reply: readonly ValkeyReply[]): FoundSession | null {
  const id = /^gyeot:\{([0-9a-f]{32})\}$/.exec(key)?.[1];
  if (id === undefined || (reply[1] === null && reply[6] === null)) return null;
  const [, last, maxInactiveS, attributes, bytes, writes] = reply.map(
    (each) => Number(sessionWire.text(each)) || 0,
  );
  return {
    id,
    meta: sessionWire.keptMeta(reply[0]),
    lastAccessMs: last as number,
    maxInactiveS: maxInactiveS as number,
    attributes: attributes as number,
    bytes: bytes as number,
    writes: writes as number,
    reason: sessionWire.text(reply[6]),
    moving: sessionWire.text(reply[7]),
  };
}
