import type { GridStatus } from "../../sidecar/rpc/gen/admin.ts";

/** Why these members do not agree yet, or null when they do: all there, all in step, every WAS attached, holding the same number of everything. */
export function notConverged(
  statuses: readonly (GridStatus | null)[],
  wases: readonly string[],
): string | null {
  const there = statuses.filter((status) => status !== null);
  if (there.length < statuses.length) return `${statuses.length - there.length} members do not answer`;
  for (const status of there) {
    const { node, state, members, lagMs, sessions, sessionsWithAllCopies } = status;
    if (state !== "clustered") return `${node} calls itself ${state}`;
    if (lagMs > 0) return `${node} is ${lagMs} ms behind`;
    if (sessionsWithAllCopies < sessions) return `${node} has ${sessionsWithAllCopies} of ${sessions} copied`;
    const away = members.find((member) => member.state !== "self" && member.state !== "alive");
    if (away !== undefined) return `${node} calls ${away.node || away.address} ${away.state}`;
    const syncing = members.find((member) => member.syncing);
    if (syncing !== undefined) return `${node} is syncing with ${syncing.node}`;
  }
  const attached = new Set(
    there.flatMap(({ agents }) => agents.filter(({ state }) => state === "attached").map(({ was }) => was)),
  );
  const alone = wases.filter((was) => !attached.has(was));
  if (alone.length > 0) return `${alone} is attached nowhere`;
  // In a pair both hold everything; in a grid each holds what it is a home of.
  if (there.every(({ mode }) => mode === "pair")) {
    for (const count of ["sessions", "tombstones"] as const) {
      const counts = new Set(there.map((status) => status[count]));
      if (counts.size > 1) return `${count} differ: ${there.map((each) => `${each.node} ${each[count]}`)}`;
    }
  }
  return null;
}
