import type { ApiCall } from "../../sidecar/http/api-types.ts";

/** A call with its place in the tree. */
export interface CallNode {
  readonly call: ApiCall;
  readonly depth: number;
  /** Its own time: without what the calls inside it took. */
  readonly selfUs: number;
}

/** Calls in order of time, each under the one it lies within. Times that touch are neighbours, not parent and child. */
export function callTree(calls: readonly ApiCall[]): CallNode[] {
  const ordered = calls
    .map((call, index) => ({ call, index }))
    .sort(
      (a, b) =>
        a.call.offsetUs - b.call.offsetUs || b.call.durationUs - a.call.durationUs || a.index - b.index,
    );
  const open: { endUs: number; node: { call: ApiCall; depth: number; selfUs: number } }[] = [];
  const nodes: { call: ApiCall; depth: number; selfUs: number }[] = [];
  for (const { call } of ordered) {
    const endUs = call.offsetUs + call.durationUs;
    while (open.length > 0 && !holds(open.at(-1) as (typeof open)[number], call.offsetUs, endUs)) {
      open.pop();
    }
    const parent = open.at(-1)?.node;
    if (parent) {
      parent.selfUs = Math.max(0, parent.selfUs - call.durationUs);
    }
    const node = { call, depth: open.length, selfUs: call.durationUs };
    nodes.push(node);
    open.push({ endUs, node });
  }
  return nodes;
}

function holds(
  candidate: { endUs: number; node: { call: ApiCall } },
  startUs: number,
  endUs: number,
): boolean {
  const { call } = candidate.node;
  const same = call.offsetUs === startUs && candidate.endUs === endUs;
  return !same && startUs < candidate.endUs && endUs <= candidate.endUs;
}
