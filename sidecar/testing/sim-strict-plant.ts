import type { SimStrictNode } from "./sim-strict-node.ts";
import type { StrictPlanted } from "./sim-strict-planted.ts";

/** Breaks every member on purpose, from outside: the code that ships has no switch for it. */
export function simStrictPlant(planted: StrictPlanted, nodes: readonly SimStrictNode[]): void {
  for (const node of nodes) node.onStarted = () => plant(planted, node);
}

function plant(planted: StrictPlanted, { grid, name }: SimStrictNode): void {
  const { quorum, standing, versions } = grid;
  if (planted === "local-read") quorum.read = async (id) => quorum.known(id);
  if (planted === "amnesia") standing.mayVote = () => true;
  if (planted === "own-clock") {
    let counter = 0;
    versions.next = () => ({ ms: Math.floor(grid.parts.guard.nowMs()), counter: ++counter, node: name });
  }
  if (planted === "one-vote") {
    const { write } = quorum;
    quorum.write = (id, change, deadlineMs) =>
      Promise.race([
        write.call(quorum, id, change, deadlineMs),
        new Promise<{ dead: boolean }>((resolve) =>
          grid.parts.options.clock.after(3, () => resolve({ dead: false })),
        ),
      ]);
  }
}
