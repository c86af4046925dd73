import type { Option } from "./option.ts";

/** Settings of the engine, and of the one that keeps sessions in Valkey or Redis. */
export const valkeyOptions: readonly Option[] = [
  {
    name: "engine",
    kind: "choice",
    fallback: "grid",
    choices: ["grid", "valkey"],
    group: "Grid",
    help: "Where sessions are kept. grid: by the sidecars, see --mode. valkey: in the site's Valkey or Redis Cluster.",
  },
  {
    name: "valkey-nodes",
    kind: "members",
    fallback: "",
    group: "Grid",
    help: "host:port,host:port,... of some servers of the Valkey or Redis Cluster, or of a server and its replica.",
  },
  {
    name: "valkey-copies",
    kind: "integer",
    fallback: "1",
    min: 0,
    max: 5,
    group: "Grid",
    help: "Replicas that must say they have a change before it is acknowledged (WAIT).",
  },
  {
    name: "valkey-login-file",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "File with user:password for Valkey on its first line, or the password alone; readable by its owner only.",
  },
  {
    name: "valkey-ca",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "Certificate of the CA that the servers of Valkey are checked against. With it all is spoken over TLS.",
  },
];
