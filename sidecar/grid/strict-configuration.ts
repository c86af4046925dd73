import { createHash } from "node:crypto";

/** The configured members as one word: two members that place sessions alike say the same. */
export function strictConfiguration(members: readonly string[]): string {
  const text = [...new Set(members)].sort().join("\0");
  return createHash("sha256").update(`grid-strict 3\0${text}`).digest("hex").slice(0, 16);
}
