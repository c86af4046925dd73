import { OPTIONS, type Option } from "./options.ts";

/** Text of each setting and its source, as `loadConfig` gathered it. */
type Raw = ReadonlyMap<string, { readonly text: string; readonly source: string }>;

/** Everything wrong with the settings, one sentence each, saying what to do. Pure: opens and asks nothing. */
export function configProblems(raw: Raw): string[] {
  const problems: string[] = [];
  for (const option of OPTIONS) {
    const value = raw.get(option.name);
    if (value === undefined) continue;
    const problem = valueProblem(option, value.text);
    if (problem !== null) problems.push(`${value.source}: ${problem}`);
  }
  problems.push(...nameProblems(raw), ...exposureProblems(raw), ...pairProblems(raw), ...portProblems(raw));
  return problems;
}

function valueProblem(option: Option, text: string): string | null {
  if (text === "" && option.fallback === "") return null;
  switch (option.kind) {
    case "text":
      return null;
    case "path":
      return text === "" || text.includes("\0") ? "a path is needed" : null;
    case "integer":
      return integerProblem(text, option.min ?? 0, option.max ?? Number.MAX_SAFE_INTEGER);
    case "port":
      return integerProblem(text, 0, 65_535);
    case "choice": {
      const choices = option.choices ?? [];
      return choices.includes(text) ? null : `"${text}" is none of ${choices.join(", ")}`;
    }
    case "list":
      return listProblem(text);
    case "address":
      return addressProblem(text);
    case "url":
      return urlProblem(text);
  }
}

function integerProblem(text: string, min: number, max: number): string | null {
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return null;
  return `"${text}" must be a whole number from ${min} to ${max}`;
}

function listProblem(text: string): string | null {
  for (const entry of text.split(",").filter(Boolean)) {
    if (!/^[0-9a-fA-F:.]+(\/\d{1,3})?$/.test(entry)) return `"${entry}" is not an address or CIDR`;
  }
  return null;
}

function addressProblem(text: string): string | null {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2] ?? 0);
  if (match === null || port < 1 || port > 65_535) return `"${text}" must be host:port, like 127.0.0.1:7401`;
  return null;
}

function urlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) return null;
  return `"${text}" must be a URL, like http://127.0.0.1:11434`;
}

function nameProblems(raw: Raw): string[] {
  const name = raw.get("name")?.text ?? "";
  if (name === "" || /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(name)) return [];
  return [`--name "${name}" must be 1 to 63 letters, digits, dots, dashes or underscores`];
}

/** Nothing listens beyond this machine before TLS and login exist. */
function exposureProblems(raw: Raw): string[] {
  const problems: string[] = [];
  const wide = "is not loopback: TLS and login come in a later version, until then use 127.0.0.1";
  for (const name of ["peer-host", "http-host"]) {
    const host = raw.get(name)?.text ?? "";
    if (!isLoopback(host)) problems.push(`--${name} ${host} ${wide}`);
  }
  const peer = raw.get("peer")?.text ?? "";
  const peerHost = peer.slice(0, Math.max(0, peer.lastIndexOf(":"))).replace(/^\[(.*)\]$/, "$1");
  if (peerHost !== "" && !isLoopback(peerHost)) {
    problems.push(`--peer ${peer} is not loopback: TLS between sidecars comes in a later version`);
  }
  const ollama = raw.get("ollama")?.text ?? "";
  const url = URL.canParse(ollama) ? new URL(ollama) : null;
  if (url !== null && (url.protocol !== "http:" || !isLoopback(url.hostname.replace(/^\[(.*)\]$/, "$1")))) {
    problems.push(
      `--ollama ${ollama} is not on this machine: use http://127.0.0.1:11434, no byte leaves the building`,
    );
  }
  return problems;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function pairProblems(raw: Raw): string[] {
  const text = (name: string): string => raw.get(name)?.text ?? "";
  const problems: string[] = [];
  if (text("mode") === "pair") {
    if (text("peer") === "")
      problems.push("--mode pair needs --peer host:port, where the other sidecar waits");
    if (text("cluster-key-file") === "") {
      problems.push("--mode pair needs --cluster-key-file; make one with: gyeot key > cluster.key");
    }
    if (text("peer-port") === "0") problems.push("--peer-port 0 cannot be found by the peer; name a port");
  } else if (text("peer") !== "" && text("mode") === "solo") {
    problems.push("--peer is given but the mode is solo; add --mode pair");
  }
  return problems;
}

function portProblems(raw: Raw): string[] {
  const problems: string[] = [];
  const taken = new Map<string, string>();
  for (const option of OPTIONS) {
    if (option.kind !== "port") continue;
    const port = raw.get(option.name)?.text ?? "0";
    if (port === "0" || (option.name === "peer-port" && raw.get("mode")?.text === "solo")) continue;
    const other = taken.get(port);
    if (other !== undefined) problems.push(`--${option.name} and --${other} are both ${port}`);
    taken.set(port, option.name);
  }
  return problems;
}
