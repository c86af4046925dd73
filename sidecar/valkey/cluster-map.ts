/** A server as the cluster tells of it. */
export interface ClusterNode {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly role: "master" | "replica";
  /** Id of the master it copies; empty for a master. */
  readonly masterId: string;
  /** The cluster says it is down (`suspect`: the one who was asked thinks so). */
  readonly state: "alive" | "suspect" | "dead";
  /** Config epoch: a later one is a newer claim to its slots. Outside a cluster: number of its replicas. */
  readonly epoch: number;
  /** First and last slot of each range. */
  readonly slots: readonly (readonly [number, number])[];
}

/** The whole key space, for a server that is no cluster. */
const ALL_SLOTS: readonly (readonly [number, number])[] = [[0, 16_383]];

/** What servers say of themselves and each other, as values. Pure. */
export const clusterMap = {
  /** Answer of CLUSTER NODES. `asked` is who answered: a server may not know its own address. */
  ofNodes(
    text: string,
    asked: { readonly host: string; readonly port: number },
    names: boolean,
  ): ClusterNode[] {
    return text.split("\n").flatMap((line) => {
      const [id = "", address = "", flagText = "", master = "-", , , count, , ...slots] = line
        .trim()
        .split(" ");
      const flags = flagText.split(",");
      if (id === "" || flags.includes("noaddr") || flags.includes("handshake")) return [];
      const [at = "", hostname = ""] = address.split(",");
      const place = at.split("@")[0] ?? "";
      const colon = place.lastIndexOf(":");
      const told = names && hostname !== "" ? hostname : place.slice(0, colon);
      return [
        {
          id,
          host: told === "" ? asked.host : told,
          port: Number(place.slice(colon + 1)) || asked.port,
          role: flags.includes("master") ? "master" : "replica",
          masterId: master === "-" ? "" : master,
          state: flags.includes("fail") ? "dead" : flags.includes("fail?") ? "suspect" : "alive",
          epoch: Number(count ?? 0),
          slots: slots.flatMap(range),
        } satisfies ClusterNode,
      ];
    });
  },

  /** A server outside a cluster, by its ROLE. */
  ofSingle(
    role: string,
    at: { readonly host: string; readonly port: number },
    replicas: number,
  ): ClusterNode {
    const { host, port } = at;
    const master = role === "master";
    return {
      id: `${host}:${port}`,
      host,
      port,
      role: master ? "master" : "replica",
      masterId: "",
      state: "alive",
      epoch: replicas,
      slots: master ? ALL_SLOTS : [],
    };
  },

  /** Of two that call themselves master, as after a failover, the one that answers and is copied has the sessions. */
  oneMaster(nodes: readonly ClusterNode[]): ClusterNode[] {
    const rank = ({ state, epoch }: ClusterNode): number => (state === "alive" ? 1_000 : 0) + epoch;
    const masters = nodes.filter(({ role }) => role === "master");
    const [best] = masters.sort((left, right) => rank(right) - rank(left));
    return nodes.map((node) => (node === best ? { ...node, slots: ALL_SLOTS } : { ...node, slots: [] }));
  },
};

/** Slots on the move ("[93-<-id]") still belong to who has them. */
function range(text: string): [number, number][] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return [];
  const first = Number(match[1]);
  return [[first, Number(match[2] ?? first)]];
}
