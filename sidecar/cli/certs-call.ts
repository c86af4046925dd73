import { AppError } from "../base/app-error.ts";

/** How one of the `gyeot certs` commands was called. */
export interface CertsCall {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Arguments that are no flags. */
  readonly rest: readonly string[];
  readonly language: "ko" | "en";
}

/** Flags that take no value. */
const SWITCHES: ReadonlySet<string> = new Set(["force"]);

/** Reads `--name value`, `--name=value` and the rest. Throws `invalid_argument` for a flag that is not in `known`. */
export function certsCall(
  argv: readonly string[],
  known: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CertsCall {
  const flags = new Map<string, string[]>();
  const rest: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const match = /^--([^=]+)(?:=([\s\S]*))?$/.exec(argv[index] as string);
    if (match === null) {
      rest.push(argv[index] as string);
      continue;
    }
    const name = match[1] as string;
    if (![...known, "lang"].includes(name)) {
      const all = known.map((flag) => `--${flag}`).join(", ");
      throw new AppError("invalid_argument", `--${name} is not known here; this command takes ${all}`);
    }
    let value = match[2];
    if (value === undefined && !SWITCHES.has(name)) {
      index += 1;
      value = argv[index];
      if (value === undefined) throw new AppError("invalid_argument", `--${name} needs a value`);
    }
    flags.set(name, [...(flags.get(name) ?? []), value ?? "yes"]);
  }
  const language = (flags.get("lang")?.[0] ?? env["GYEOT_LANG"]) === "en" ? "en" : "ko";
  return { flags, rest, language };
}
