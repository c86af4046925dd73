import type { Config } from "./config.ts";
import { type MemberAddress, memberAddress } from "./member-address.ts";
import { OPTIONS } from "./options.ts";

/** The settings in force, one `name = value` a line, secrets masked: for the start log and `config check`. */
export function configText(config: Config): string {
  const values = config as unknown as Readonly<Record<string, unknown>>;
  const lines = OPTIONS.map((option) => {
    const value = values[camel(option.name)];
    return `${option.name} = ${option.secret === true && value !== "" ? "***" : shown(value)}`;
  });
  return `${lines.join("\n")}\n`;
}

function camel(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(shown).join(",");
  if (isAddress(value)) return memberAddress.text(value);
  return String(value);
}

function isAddress(value: unknown): value is MemberAddress {
  return typeof value === "object" && value !== null && "host" in value && "port" in value;
}
