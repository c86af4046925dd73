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
