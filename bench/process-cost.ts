/**
 * What processes have cost so far, read from /proc: CPU time and how often they were switched away from. A tick of
 * /proc is 10 ms, so a figure is only worth something over seconds.
 */
import { readdirSync, readFileSync } from "node:fs";

/** A process and what it is to be called in a result. */
export interface NamedProcess {
  readonly name: string;
  readonly pid: number;
}

/** Of one process since its start. */
export interface ProcessCost {
  readonly cpuUs: number;
  /** Context switches of all its threads, voluntary or not. */
  readonly switches: number;
}

/** By name; processes of one name are added up, and one that is gone counts as nothing. */
export function processCost(processes: readonly NamedProcess[]): Map<string, ProcessCost> {
  const costs = new Map<string, ProcessCost>();
  for (const { name, pid } of processes) {
    const before = costs.get(name) ?? { cpuUs: 0, switches: 0 };
    costs.set(name, {
      cpuUs: before.cpuUs + cpuUs(pid),
      switches: before.switches + switches(pid),
    });
  }
  return costs;
}

function cpuUs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    // The process has ended: what it cost is no longer known.
    return 0;
  }
}

function switches(pid: number): number {
  let count = 0;
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const status = readFileSync(`/proc/${pid}/task/${task}/status`, "utf8");
      for (const [, figure] of status.matchAll(/ctxt_switches:\t(\d+)/g)) count += Number(figure);
    }
  } catch {
    // A thread that ended while we looked takes its count along.
  }
  return count;
}
