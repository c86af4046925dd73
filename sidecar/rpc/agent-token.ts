import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "../base/app-error.ts";

/** Name of the metadata entry that carries it. */
const TOKEN_ENTRY = "gyeot-token";

/** The part of gRPC metadata that is needed. */
interface Entries {
  readonly get: (name: string) => readonly (string | Buffer)[];
}

/** Index in `tokens` of the token presented, compared in constant time. Throws `unauthenticated`. */
export function agentToken(metadata: Entries, tokens: readonly string[]): number {
  const presented = String(metadata.get(TOKEN_ENTRY)[0] ?? "");
  const index = tokens.findIndex((token) => token !== "" && equal(token, presented));
  if (index >= 0) return index;
  throw new AppError("unauthenticated", "the token is wrong; read it again from the run directory");
}

function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
