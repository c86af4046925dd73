import { readFileSync } from "node:fs";
import { AppError } from "./app-error.ts";
import type { MemberAddress } from "./member-address.ts";
import { memberProblems } from "./member-problems.ts";
import { parseMembers } from "./parse-members.ts";

/** Members listed in a file. Throws `config_invalid` with everything that is wrong. */
export function readMembersFile(path: string, own: string, mode: "pair" | "grid"): MemberAddress[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const reason = AppError.from(cause).message;
    throw new AppError("config_invalid", `--members-file ${path} cannot be read: ${reason}`, cause);
  }
  const members = parseMembers(text);
  const problems = memberProblems(members, own, mode);
  if (problems.length === 0) return members;
  const lines = problems.map((problem) => `  - ${problem}`).join("\n");
  throw new AppError("config_invalid", `--members-file ${path}:\n${lines}`);
}
