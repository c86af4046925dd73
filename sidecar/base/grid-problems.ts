import { isLoopback } from "./is-loopback.ts";
import { memberAddress } from "./member-address.ts";

/** Text of each setting and its source, as `loadConfig` gathered it. */
type Raw = ReadonlyMap<string, { readonly text: string; readonly source: string }>;

const SOURCES = ["peer", "members", "members-file", "members-dns"];
const CERTIFICATES = ["peer-cert", "peer-key", "peer-ca"];

/** What is wrong between the settings of mode, members, certificates and agents of other machines. Pure. */
export function gridProblems(raw: Raw): string[] {
  const text = (name: string): string => raw.get(name)?.text ?? "";
  const sources = SOURCES.filter((name) => text(name) !== "");
  const problems = [...certificateProblems(text), ...agentsProblems(text), ...witnessProblems(text)];
  const mode = text("mode");
  if (mode === "solo") {
    for (const name of sources)
      problems.push(`--${name} is given but the mode is solo; add --mode pair or grid`);
    return problems;
  }
  const strict = mode === "grid-strict" || mode === "pair+witness";
  if (mode !== "pair" && mode !== "grid" && !strict) return problems;
  problems.push(...sourceProblems(mode, sources));
  if (strict && raw.get("copies")?.source !== "default")
    problems.push(
      `--copies is for --mode grid; ${mode} has its own number, and says which of them must agree`,
    );
  if (strict && text("merge") === "session")
    problems.push(`--merge session is for pair and grid; in ${mode} no two changes miss each other`);
  if (mode === "pair" && text("copies") === "3")
    problems.push("--copies 3 needs --mode grid; a pair has two");
  if (text("peer-port") === "0")
    problems.push("--peer-port 0 cannot be found by the other members; name a port");
  if (text("cluster-key-file") === "" && text("peer-cert") === "") {
    problems.push(
      `--mode ${mode} needs --cluster-key-file (make one with: gyeot key > cluster.key) or certificates (gyeot certs)`,
    );
  }
  return problems;
}

/** The witness belongs to one mode and is known by name. */
function witnessProblems(text: (name: string) => string): string[] {
  const [mode, witness, cluster] = [text("mode"), text("witness"), text("cluster")];
  const problems: string[] = [];
  if (mode !== "pair+witness") {
    if (witness !== "" || cluster !== "")
      problems.push("--witness and --cluster are for --mode pair+witness");
    return problems;
  }
  const address = memberAddress.parse(witness);
  if (witness === "")
    problems.push(
      "--mode pair+witness needs --witness name=host:port, where gyeot witness runs on a third machine",
    );
  else if (address === null || address.name === "")
    problems.push(
      `--witness "${witness}" must be one name=host:port, the name as gyeot witness was given it`,
    );
  if (cluster !== "" && !memberAddress.isName(cluster))
    problems.push(`--cluster "${cluster}" must be 1 to 63 letters, digits, dots, dashes or underscores`);
  return problems;
}

function sourceProblems(mode: string, sources: readonly string[]): string[] {
  const flags = sources.map((name) => `--${name}`).join(" and ");
  if (sources.length > 1) return [`${flags} both say who the members are; keep one`];
  if (mode === "grid" && sources[0] === "peer")
    return ["--peer names one sidecar; a grid needs --members, --members-file or --members-dns"];
  if (
    (mode === "grid-strict" || mode === "pair+witness") &&
    (sources[0] === "peer" || sources[0] === "members-dns" || sources.length === 0)
  )
    return [
      `--mode ${mode} needs --members name=host:port,... or --members-file: votes are counted over a fixed list of ` +
        "names, the same on every sidecar; a DNS name can lose one",
    ];
  if (sources.length === 1) return [];
  return mode === "pair"
    ? ["--mode pair needs --peer host:port, where the other sidecar waits"]
    : ["--mode grid needs --members name=host:port,..., --members-file or --members-dns"];
}

/** Sidecars talk beyond this machine only with certificates. */
function certificateProblems(text: (name: string) => string): string[] {
  const given = CERTIFICATES.filter((name) => text(name) !== "");
  if (given.length === CERTIFICATES.length || text("mode") === "solo") return [];
  if (given.length > 0) {
    const missing = CERTIFICATES.filter((name) => text(name) === "").map((name) => `--${name}`);
    return [`${missing.join(" and ")} missing; certificate, key and CA belong together (gyeot certs --help)`];
  }
  const how =
    "is not loopback: sidecars talk over a network with certificates only; make them with " +
    "gyeot certs ca --out DIR and gyeot certs member --ca DIR --name NAME --host HOST --out DIR, " +
    "then set --peer-cert, --peer-key and --peer-ca";
  return [...wide(text)].map((setting) => `${setting} ${how}`);
}

/** Settings that reach beyond this machine. */
function* wide(text: (name: string) => string): Generator<string> {
  if (!isLoopback(text("peer-host"))) yield `--peer-host ${text("peer-host")}`;
  const peer = memberAddress.parse(text("peer"));
  if (peer !== null && !isLoopback(peer.host)) yield `--peer ${text("peer")}`;
  const members = text("members").split(",").filter(Boolean).map(memberAddress.parse);
  const far = members.find((member) => member !== null && !isLoopback(member.host));
  if (far) yield `--members ${memberAddress.text(far)}`;
  const witness = memberAddress.parse(text("witness"));
  if (witness !== null && !isLoopback(witness.host)) yield `--witness ${text("witness")}`;
  const dns = text("members-dns");
  if (dns !== "" && !isLoopback(memberAddress.parse(dns)?.host ?? dns)) yield `--members-dns ${dns}`;
}

function agentsProblems(text: (name: string) => string): string[] {
  const host = text("agents-host");
  if (host === "") {
    return text("agents-port") === "0" ? [] : ["--agents-port without --agents-host; name the address, too"];
  }
  if (text("mode") === "solo") return ["--agents-host is for other members' agents; the mode is solo"];
  if (host === "0.0.0.0" || host === "::") {
    return [`--agents-host ${host} is no address other machines can be told; name the one they reach`];
  }
  if (isLoopback(host) || text("agents-insecure-network") === "yes") return [];
  return [
    `--agents-host ${host} is not loopback, and agents speak without TLS: whoever listens on that network reads ` +
      "session values. On a network you trust add --agents-insecure-network yes",
  ];
}
