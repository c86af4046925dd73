import { AppError } from "./app-error.ts";
import { type MemberAddress, memberAddress } from "./member-address.ts";

/** A file of a few lines; protects the heap from a path to something else. */
const TEXT_MAX = 64 * 1024;

/**
 * Members from a file: one `name=host:port` a line, `#` begins a comment; or JSON, a list of such texts or an object
 * of names and addresses. Throws `config_invalid` with the line.
 */
export function parseMembers(text: string): MemberAddress[] {
  if (text.length > TEXT_MAX) throw invalid("is too large for a list of members");
  const entries = /^\s*[[{]/.test(text) ? fromJson(text) : fromLines(text);
  return entries.map((entry) => {
    const address = memberAddress.parse(entry);
    if (address === null) throw invalid(`has "${entry.slice(0, 100)}"; a member is name=host:port`);
    return address;
  });
}

function fromLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/#.*$/, "").trim().replace(/,$/, ""))
    .filter((line) => line !== "");
}

function fromJson(text: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw invalid(`is not JSON: ${AppError.from(cause).message}`);
  }
  if (Array.isArray(parsed)) return parsed.map(String);
  return Object.entries(parsed as object).map(([name, address]) => `${name}=${address}`);
}

function invalid(problem: string): AppError {
  return new AppError("config_invalid", `the file of members ${problem}`);
}
