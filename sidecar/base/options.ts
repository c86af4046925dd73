/** How the text of an option is read. `bytes` and `ms` are whole numbers with that unit. */
export type OptionKind =
  | "text"
  | "path"
  | "integer"
  | "port"
  | "choice"
  | "list"
  | "address"
  | "members"
  | "dns"
  | "url";

/** One setting: flag `--name`, variable `GYEOT_NAME`, field `name` of gyeot.json, in camel case in `Config`. */
export interface Option {
  readonly name: string;
  readonly kind: OptionKind;
  /** Text as a user would type it; empty means "not set". */
  readonly fallback: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Shown as *** when the configuration is printed. */
  readonly secret?: boolean;
  /** Heading it is listed under. */
  readonly group: "This sidecar" | "Grid" | "Telemetry and page" | "Answers";
}

/** The only list of settings: parsing, validation, `--help`, `config check` and the manual are made from it. */
export const OPTIONS: readonly Option[] = [
  {
    name: "name",
    kind: "text",
    fallback: "",
    group: "This sidecar",
    help: "Name of this sidecar in the grid, unique among its members. Default: the host name.",
  },
  {
    name: "data-dir",
    kind: "path",
    fallback: "gyeot-data",
    group: "This sidecar",
    help: "Directory of everything it keeps. Made when missing, readable by its owner only.",
  },
  {
    name: "run-dir",
    kind: "path",
    fallback: "",
    group: "This sidecar",
    help: "Directory of sockets and token, the one thing an agent is told. Default: DATA-DIR/run.",
  },
  {
    name: "stop-deadline-ms",
    kind: "integer",
    fallback: "5000",
    min: 100,
    max: 600_000,
    group: "This sidecar",
    help: "On a stop, how long each part may take to finish what it has begun.",
  },
  {
    name: "log-level",
    kind: "choice",
    fallback: "info",
    choices: ["error", "warn", "info", "debug"],
    group: "This sidecar",
    help: "Least important lines that are written to stderr.",
  },
  {
    name: "mode",
    kind: "choice",
    fallback: "solo",
    choices: ["solo", "pair", "grid"],
    group: "Grid",
    help: "solo: this sidecar alone. pair: two sidecars hold every change. grid: 3 to 32 sidecars, --copies of them hold it.",
  },
  {
    name: "copies",
    kind: "choice",
    fallback: "2",
    choices: ["2", "3"],
    group: "Grid",
    help: "Sidecars of a grid that hold a session before its change is acknowledged.",
  },
  {
    name: "merge",
    kind: "choice",
    fallback: "attribute",
    choices: ["attribute", "session"],
    group: "Grid",
    help: "Of two changes that did not know of each other: attribute merges them, session keeps the later session whole.",
  },
  {
    name: "durability",
    kind: "choice",
    fallback: "process",
    choices: ["process", "disk"],
    group: "Grid",
    help: "process: safe from kill -9 of everything at once, on disk within 50 ms. disk: on disk before the answer.",
  },
  {
    name: "peer",
    kind: "address",
    fallback: "",
    group: "Grid",
    help: "host:port of the other sidecar of a pair.",
  },
  {
    name: "members",
    kind: "members",
    fallback: "",
    group: "Grid",
    help: "All sidecars of the grid: name=host:port,name=host:port,... The own entry may be among them.",
  },
  {
    name: "members-file",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "File with the same, one name=host:port a line or as JSON; read again when it changes.",
  },
  {
    name: "members-dns",
    kind: "dns",
    fallback: "",
    group: "Grid",
    help: "name:port, every address of the name is a member (a headless service, too); _name._tcp.domain asks for SRV records.",
  },
  {
    name: "peer-host",
    kind: "text",
    fallback: "127.0.0.1",
    group: "Grid",
    help: "Address on which this sidecar waits for the others. Beyond loopback only with --peer-cert, --peer-key and --peer-ca.",
  },
  {
    name: "peer-port",
    kind: "port",
    fallback: "7401",
    group: "Grid",
    help: "Port on which this sidecar waits for the others.",
  },
  {
    name: "peer-cert",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "Certificate of this sidecar, its name among the DNS names (gyeot certs member). Read again when it changes.",
  },
  {
    name: "peer-key",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "Private key of --peer-cert. Readable by its owner only.",
  },
  {
    name: "peer-ca",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "Certificate of the private CA that every member's certificate comes from (gyeot certs ca).",
  },
  {
    name: "cluster-key-file",
    kind: "path",
    fallback: "",
    group: "Grid",
    help: "File with the key all members share (gyeot key > FILE), readable by its owner only. Needed without certificates.",
  },
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
  {
    name: "agents-host",
    kind: "text",
    fallback: "",
    group: "Grid",
    help: "Address of this machine at which agents of other machines may attach when their own sidecar is dead. See README.",
  },
  {
    name: "agents-port",
    kind: "port",
    fallback: "0",
    group: "Grid",
    help: "Port for --agents-host; 0 takes any free one.",
  },
  {
    name: "agents-insecure-network",
    kind: "choice",
    fallback: "no",
    choices: ["no", "yes"],
    group: "Grid",
    help: "yes: session values and tokens of such agents may cross the network at --agents-host unencrypted.",
  },
  {
    name: "session-port",
    kind: "port",
    fallback: "0",
    group: "Grid",
    help: "Loopback port for agents whose JVM has no Unix sockets; 0 takes any free one.",
  },
  {
    name: "session-bytes-max",
    kind: "integer",
    fallback: "33554432",
    min: 65_536,
    max: 50_331_648,
    group: "Grid",
    help: "Largest session that is accepted, bytes; a larger one stays on its WAS and is reported.",
  },
  {
    name: "agents-max",
    kind: "integer",
    fallback: "64",
    min: 1,
    max: 1_024,
    group: "Grid",
    help: "Agents that may be attached at the same time.",
  },
  {
    name: "http-host",
    kind: "text",
    fallback: "127.0.0.1",
    group: "Telemetry and page",
    help: "Address of the page. Loopback only in this version.",
  },
  {
    name: "http-port",
    kind: "port",
    fallback: "7400",
    group: "Telemetry and page",
    help: "Port of the page.",
  },
  {
    name: "telemetry-port",
    kind: "port",
    fallback: "0",
    group: "Telemetry and page",
    help: "Loopback port for the telemetry of agents whose JVM has no Unix sockets; 0 takes any free one.",
  },
  {
    name: "watch-port",
    kind: "port",
    fallback: "0",
    group: "Telemetry and page",
    help: "Loopback port on which the peer's page follows this one; 0 takes any free one.",
  },
  {
    name: "user-cookie",
    kind: "text",
    fallback: "",
    group: "Telemetry and page",
    help: "Cookie whose value tells one user from another, for counting users. Only its hash is kept.",
  },
  {
    name: "trusted-proxies",
    kind: "list",
    fallback: "127.0.0.0/8,::1/128",
    group: "Telemetry and page",
    help: "Senders whose X-Forwarded-For is believed, as CIDR, comma separated.",
  },
  {
    name: "retention-days",
    kind: "integer",
    fallback: "30",
    min: 1,
    max: 3_650,
    group: "Telemetry and page",
    help: "Days for which buckets are kept.",
  },
  {
    name: "time-zone",
    kind: "text",
    fallback: "",
    group: "Telemetry and page",
    help: "IANA name of the zone in which times are shown. Default: the zone of this machine.",
  },
  {
    name: "lang",
    kind: "choice",
    fallback: "ko",
    choices: ["ko", "en"],
    group: "Telemetry and page",
    help: "Language of the page and of answers where the asker names none.",
  },
  {
    name: "ollama",
    kind: "url",
    fallback: "",
    group: "Answers",
    help: "URL of an Ollama on this machine, which then words the answers. Without it templates do.",
  },
  {
    name: "model",
    kind: "text",
    fallback: "",
    group: "Answers",
    help: "Name of the model that Ollama is to use. Default: the first one it has.",
  },
];
