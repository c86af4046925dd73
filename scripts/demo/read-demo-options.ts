/** What was asked for on the command line of `npm run demo -- …`. Unknown words are refused, with the list. */
import { demoHelp } from "./demo-help.ts";
import type { BalancerKind } from "./start-balancer.ts";

/** Which Tomcat, and which servlet package its applications need. */
export interface ServerLine {
  readonly version: string;
  readonly servlet: "javax" | "jakarta";
}

export interface DemoOptions {
  /** The story without a person, one line of JSON at the end. */
  readonly isCheck: boolean;
  readonly withGyeot: boolean;
  readonly mayInstall: boolean;
  readonly tomcat: ServerLine;
  readonly seed: number;
  readonly users: number;
  readonly balancer: BalancerKind | null;
  readonly database: "postgresql" | "h2" | null;
  /** Where logs are copied to before everything is removed; null for nowhere. */
  readonly logsTo: string | null;
}

/** Exact versions: the newest of each line that could be fetched when this was written. */
const TOMCATS: Readonly<Record<string, ServerLine>> = {
  "9": { version: "9.0.117", servlet: "javax" },
  "10": { version: "10.1.59", servlet: "jakarta" },
  "11": { version: "11.0.24", servlet: "jakarta" },
};
/** Enough for twenty sessions and more; more users than this measure the machine, not gyeot. */
const USERS_MAX = 200;

/** Throws an Error whose message is meant for the person who typed. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const flags = new Map<string, string>();
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name, inline] = word.split("=", 2) as [string, string?];
    if (["--check", "--without-gyeot", "--no-install"].includes(name)) flags.set(name, "yes");
    else if (["--tomcat", "--seed", "--users", "--balancer", "--database", "--logs-to"].includes(name)) {
      flags.set(name, inline ?? rest.shift() ?? "");
    } else throw new Error(`unknown option ${word}\n\n${demoHelp}`);
  }
  const isCheck = flags.has("--check");
  return {
    isCheck,
    withGyeot: !flags.has("--without-gyeot"),
    mayInstall: !flags.has("--no-install"),
    tomcat: TOMCATS[choice(flags, "--tomcat", Object.keys(TOMCATS)) ?? "10"] as ServerLine,
    seed: whole(flags, "--seed", 1, Number.MAX_SAFE_INTEGER),
    users: whole(flags, "--users", isCheck ? 24 : 14, USERS_MAX),
    balancer: choice(flags, "--balancer", ["haproxy", "nginx", "own"]) as BalancerKind | null,
    logsTo: flags.get("--logs-to") ?? null,
    database: choice(flags, "--database", ["postgresql", "h2"]) as DemoOptions["database"],
  };
}

function choice(flags: Map<string, string>, name: string, among: readonly string[]): string | null {
  const value = flags.get(name);
  if (value === undefined) return null;
  if (!among.includes(value)) throw new Error(`${name} must be one of ${among.join(", ")}, not "${value}"`);
  return value;
}

function whole(flags: Map<string, string>, name: string, fallback: number, max: number): number {
  const value = flags.get(name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > max) {
    throw new Error(`${name} must be a whole number from 1 to ${max}, not "${value}"`);
  }
  return number;
}
