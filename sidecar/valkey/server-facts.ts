import type { ClusterNode } from "./cluster-map.ts";
import type { ValkeyCluster } from "./valkey-cluster.ts";
import type { ValkeyReply } from "./valkey-connection.ts";

/** What one master is set to, as far as it says; null: it does not (CONFIG is often forbidden). */
export interface ServerFacts {
  readonly address: string;
  readonly replicas: number;
  readonly minReplicasToWrite: number | null;
  readonly maxMemoryBytes: number;
  readonly usedMemoryBytes: number;
  readonly evicts: boolean;
  readonly policy: string;
  readonly appendOnly: boolean;
  /** "always", "everysec" or "no"; null: it does not say. */
  readonly appendSync: string | null;
  readonly clusterNodeTimeoutMs: number | null;
}

const ASK_MS = 1_000;

/** What servers are set to: asked at the start and each minute, because the promise depends on it. */
export const serverFacts = {
  /** Null when it does not answer. */
  async of(cluster: ValkeyCluster, node: ClusterNode): Promise<ServerFacts | null> {
    try {
      const info = new Map(
        String(await cluster.ask(node, ASK_MS, "INFO"))
          .split(/\r?\n/)
          .map((line) => line.split(":") as [string, string]),
      );
      const set = await settings(cluster, node);
      const policy = info.get("maxmemory_policy") ?? "noeviction";
      const maxMemoryBytes = Number(info.get("maxmemory") ?? 0);
      const least = set.get("min-replicas-to-write");
      const timeout = set.get("cluster-node-timeout");
      return {
        address: `${node.host}:${node.port}`,
        replicas: Number(info.get("connected_slaves") ?? 0),
        minReplicasToWrite: least === undefined ? null : Number(least),
        maxMemoryBytes,
        usedMemoryBytes: Number(info.get("used_memory") ?? 0),
        evicts: maxMemoryBytes > 0 && policy !== "noeviction",
        policy,
        appendOnly: info.get("aof_enabled") === "1",
        appendSync: set.get("appendfsync") ?? null,
        clusterNodeTimeoutMs: timeout === undefined ? null : Number(timeout),
      };
    } catch {
      // It is away or refuses: the promise says so.
      return null;
    }
  },
};

/** Empty when CONFIG is forbidden. */
async function settings(cluster: ValkeyCluster, node: ClusterNode): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of ["min-replicas-to-write", "appendfsync", "cluster-node-timeout"]) {
    try {
      const reply = (await cluster.ask(node, ASK_MS, "CONFIG", "GET", name)) as readonly ValkeyReply[];
      if (reply.length >= 2) found.set(String(reply[0]), String(reply[1]));
    } catch {
      // Not allowed here.
    }
  }
  return found;
}
