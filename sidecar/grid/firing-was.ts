import type { GridParts } from "./grid-parts.ts";
import type { SessionRecord } from "./session-record.ts";

/** Members that know which WAS is attached where. */
interface WasFinder {
  readonly withWas: (was: string) => object | null;
}

/** Who fires the listeners of a session that ends: the WAS that saved last, when it is attached anywhere; else any. */
export function firingWas(parts: GridParts, peers: WasFinder, record: SessionRecord | null): string {
  const { agents, near } = parts;
  const was = record?.meta?.was ?? "";
  if (was !== "" && (agents.byWas(was) !== null || peers.withWas(was) !== null)) return was;
  const holders = record === null ? [] : near.holders(record.id).flatMap((id) => agents.get(id) ?? []);
  return holders[0]?.was ?? "*";
}
