import { lookup, Resolver } from "node:dns/promises";
import type { MemberAddress } from "../base/member-address.ts";

/** One question to one name server, milliseconds; two are asked. */
const QUESTION_MS = 1_000;

/**
 * Addresses behind a name: as the system resolves it (hosts file and search domains included), or the targets of its
 * SRV records when the port is 0.
 */
export async function resolveMembers(host: string, port: number): Promise<readonly MemberAddress[]> {
  if (port !== 0) {
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => ({ name: "", host: address, port }));
  }
  const resolver = new Resolver({ timeout: QUESTION_MS, tries: 2 });
  const records = await resolver.resolveSrv(host);
  return records.map((record) => ({ name: "", host: record.name, port: record.port }));
}
