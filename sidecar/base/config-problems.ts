import { gridProblems } from "./grid-problems.ts";
import { isLoopback } from "./is-loopback.ts";
import { memberAddress } from "./member-address.ts";
import type { Option } from "./option.ts";
import { OPTIONS } from "./options.ts";
import { valkeyProblems } from "./valkey-problems.ts";

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
  problems.push(...nameProblems(raw), ...exposureProblems(raw), ...gridProblems(raw), ...valkeyProblems(raw));
  problems.push(...portProblems(raw));
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
    case "members":
      return membersProblem(text);
    case "dns":
      return dnsProblem(text);
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
  const address = memberAddress.parse(text);
  if (address === null || address.name !== "") return `"${text}" must be host:port, like 127.0.0.1:7401`;
  return null;
}

function membersProblem(text: string): string | null {
  const wrong = text.split(",").find((entry) => memberAddress.parse(entry) === null);
  if (wrong === undefined) return null;
  return `"${wrong}" must be name=host:port, like was1=10.0.0.1:7401; entries are separated by commas`;
}

function dnsProblem(text: string): string | null {
  if (/^_[A-Za-z0-9-]+\._tcp\.\S+$/.test(text) && !text.includes(":")) return null;
  const address = memberAddress.parse(text);
  if (address !== null && address.name === "") return null;
  return `"${text}" must be name:port, like gyeot.shop.svc:7401, or _gyeot._tcp.domain for SRV records`;
}

function urlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) return null;
  return `"${text}" must be a URL, like http://127.0.0.1:11434`;
}

function nameProblems(raw: Raw): string[] {
  const name = raw.get("name")?.text ?? "";
  if (name === "" || memberAddress.isName(name)) return [];
  return [`--name "${name}" must be 1 to 63 letters, digits, dots, dashes or underscores`];
}

/** The page stays on this machine before login exists, and no byte leaves the building. */
function exposureProblems(raw: Raw): string[] {
  const problems: string[] = [];
  const host = raw.get("http-host")?.text ?? "";
  if (!isLoopback(host)) {
    problems.push(
      `--http-host ${host} is not loopback: TLS and login come in a later version, until then use 127.0.0.1`,
    );
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
