import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { AppError } from "./app-error.ts";
import type { Config } from "./config.ts";
import { configProblems } from "./config-problems.ts";
import type { LogLevel } from "./log.ts";
import { type MemberAddress, memberAddress } from "./member-address.ts";
import { memberProblems } from "./member-problems.ts";
import { nearest } from "./nearest.ts";
import type { Option } from "./option.ts";
import { OPTIONS } from "./options.ts";

/** Text of each setting and where it came from, before it is read. */
export type RawConfig = ReadonlyMap<string, { readonly text: string; readonly source: string }>;

/** Where settings come from. */
export interface ConfigSources {
  /** Flags only: `--name value`, `--name=value`. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Settings as JSON; `gyeot.json` of this directory is read when it exists and `--config` names no other. */
  readonly cwd: string;
}

/** Flag > environment > file > default. Throws `config_invalid` with every problem at once; opens nothing. */
export function loadConfig(sources: ConfigSources): Config {
  const problems: string[] = [];
  const flags = readFlags(sources.argv, problems);
  const file = readFile(sources, flags.get("config"), problems);
  const raw = new Map<string, { text: string; source: string }>();
  for (const option of OPTIONS) raw.set(option.name, pick(option, flags, sources.env, file));
  problems.push(...configProblems(raw));
  if (problems.length > 0) throw invalid(problems);
  const config = build(raw, sources.cwd);
  problems.push(...pathProblems(config), ...listProblems(config));
  if (problems.length > 0) throw invalid(problems);
  return config;
}

function invalid(problems: readonly string[]): AppError {
  const lines = problems.map((problem) => `  - ${problem}`).join("\n");
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new AppError("config_invalid", `the configuration has ${count}; nothing was started:\n${lines}`);
}

function readFlags(argv: readonly string[], problems: string[]): Map<string, string> {
  const flags = new Map<string, string>();
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] as string;
    const match = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word);
    if (match === null) {
      problems.push(`"${word}" is not a flag; flags are written --name value`);
      continue;
    }
    const name = match[1] as string;
    if (name !== "config" && !isOption(name)) {
      problems.push(unknownName(`--${name}`, name, "--"));
      // Its value, when it has one, is not a problem of its own.
      if (match[2] === undefined && argv[index + 1]?.startsWith("--") === false) index += 1;
      continue;
    }
    const value = match[2] ?? argv[index + 1];
    if (value === undefined || (match[2] === undefined && value.startsWith("--"))) {
      problems.push(`--${name} needs a value`);
      continue;
    }
    if (match[2] === undefined) index += 1;
    flags.set(name, value);
  }
  return flags;
}

function isOption(name: string): boolean {
  return OPTIONS.some((option) => option.name === name);
}

function unknownName(shown: string, name: string, prefix: string): string {
  const close = nearest(
    name,
    OPTIONS.map((option) => option.name),
  );
  const hint = close === undefined ? "; gyeot --help lists all" : `; did you mean ${prefix}${close}?`;
  return `${shown} is not known${hint}`;
}

function readFile(
  sources: ConfigSources,
  flag: string | undefined,
  problems: string[],
): ReadonlyMap<string, string> {
  const named = flag ?? sources.env["GYEOT_CONFIG"];
  const path = resolve(sources.cwd, named ?? "gyeot.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (named !== undefined)
      problems.push(`the file ${path} cannot be read: ${AppError.from(cause).message}`);
    return new Map();
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    problems.push(`the file ${path} is not JSON: ${AppError.from(cause).message}`);
    return new Map();
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    problems.push(`the file ${path} must hold one JSON object, for example {"mode": "pair"}`);
    return new Map();
  }
  return fileSettings(path, parsed, problems);
}

function fileSettings(path: string, parsed: object, problems: string[]): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed)) {
    if (!isOption(name)) problems.push(`${path}: ${unknownName(`"${name}"`, name, "")}`);
    else if (Array.isArray(value)) settings.set(name, value.join(","));
    else if (typeof value === "string" || typeof value === "number") settings.set(name, String(value));
    else problems.push(`${path}: "${name}" must be text, a number or a list`);
  }
  return settings;
}

function pick(
  option: Option,
  flags: ReadonlyMap<string, string>,
  env: ConfigSources["env"],
  file: ReadonlyMap<string, string>,
): { text: string; source: string } {
  const flag = flags.get(option.name);
  if (flag !== undefined) return { text: flag, source: `--${option.name}` };
  const variable = `GYEOT_${option.name.toUpperCase().replaceAll("-", "_")}`;
  const fromEnv = env[variable];
  if (fromEnv !== undefined) return { text: fromEnv, source: variable };
  const fromFile = file.get(option.name);
  if (fromFile !== undefined) return { text: fromFile, source: `"${option.name}" of the file` };
  return { text: option.fallback, source: "default" };
}

function build(raw: RawConfig, cwd: string): Config {
  const text = (name: string): string => raw.get(name)?.text ?? "";
  const number = (name: string): number => Number(text(name));
  const path = (name: string): string => (text(name) === "" ? "" : resolve(cwd, text(name)));
  const dataDir = path("data-dir");
  return Object.freeze({
    name: text("name") || (hostname().split(".")[0] as string),
    dataDir,
    runDir: path("run-dir") || join(dataDir, "run"),
    stopDeadlineMs: number("stop-deadline-ms"),
    logLevel: text("log-level") as LogLevel,
    mode: text("mode") as Config["mode"],
    copies: number("copies") as Config["copies"],
    merge: text("merge") as Config["merge"],
    durability: text("durability") as Config["durability"],
    peer: memberAddress.parse(text("peer")),
    members: text("members").split(",").filter(Boolean).map(member),
    membersFile: path("members-file"),
    membersDns: dns(text("members-dns")),
    witness: memberAddress.parse(text("witness")),
    cluster: text("cluster"),
    peerHost: text("peer-host"),
    peerPort: number("peer-port"),
    peerCert: path("peer-cert"),
    peerKey: path("peer-key"),
    peerCa: path("peer-ca"),
    clusterKeyFile: path("cluster-key-file"),
    engine: text("engine") as Config["engine"],
    valkeyNodes: text("valkey-nodes").split(",").filter(Boolean).map(member),
    valkeyCopies: number("valkey-copies"),
    valkeyLoginFile: path("valkey-login-file"),
    valkeyCa: path("valkey-ca"),
    agentsHost: text("agents-host"),
    agentsPort: number("agents-port"),
    agentsInsecureNetwork: text("agents-insecure-network") as Config["agentsInsecureNetwork"],
    sessionPort: number("session-port"),
    sessionBytesMax: number("session-bytes-max"),
    agentsMax: number("agents-max"),
    httpHost: text("http-host"),
    httpPort: number("http-port"),
    telemetryPort: number("telemetry-port"),
    watchPort: number("watch-port"),
    userCookie: text("user-cookie"),
    trustedProxies: text("trusted-proxies").split(",").filter(Boolean),
    retentionDays: number("retention-days"),
    timeZone: text("time-zone") || Intl.DateTimeFormat().resolvedOptions().timeZone,
    lang: text("lang") as Config["lang"],
    ollama: text("ollama"),
    model: text("model"),
  });
}

/** Of a text that was found good before. */
function member(text: string): MemberAddress {
  return memberAddress.parse(text) as MemberAddress;
}

function dns(text: string): Config["membersDns"] {
  return text.startsWith("_") ? { host: text, port: 0 } : memberAddress.parse(text);
}

function listProblems({ members, name, mode }: Config): string[] {
  if (members.length === 0 || mode === "solo") return [];
  return memberProblems(members, name, mode.startsWith("pair") ? "pair" : "grid").map(
    (problem) => `--members: ${problem}`,
  );
}

/** sockaddr_un holds 108 bytes with the closing zero; "telemetry.sock" is the longest name in there. */
const SOCKET_PATH_BYTES_MAX = 107;

function pathProblems(config: Config): string[] {
  const longest = Buffer.byteLength(join(config.runDir, "telemetry.sock"));
  if (longest <= SOCKET_PATH_BYTES_MAX) return [];
  const over = `${longest} bytes, Unix sockets allow ${SOCKET_PATH_BYTES_MAX}`;
  return [`the run directory ${config.runDir} is too deep for sockets (${over}); set a shorter --run-dir`];
}
