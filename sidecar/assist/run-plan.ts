/**
 * Runs the steps of a plan at the same time, all within one deadline, and keeps what came back. Never rejects: a step
 * that fails or is late is a failure with a reason among the readings. Only the asker's own abort ends it early.
 */
import type { AssistSources } from "./assist-sources.ts";
import { Deadline } from "./deadline.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { Readings } from "./readings.ts";

/** A page waits no longer for the reads: protects the chat from a hanging grid or store. */
const STEP_DEADLINE_MS = 5_000;

export async function runPlan(
  plan: Plan,
  sources: AssistSources,
  signal: AbortSignal,
  deadlineMs: number = STEP_DEADLINE_MS,
): Promise<Readings> {
  const readings = new Readings();
  const deadline = new Deadline(signal, deadlineMs);
  const late = new Promise<never>((_, reject) => {
    deadline.signal.addEventListener("abort", () => reject(deadline.signal.reason), { once: true });
  });
  // Nobody may be waiting any more when the time is up.
  late.catch(() => undefined);
  await Promise.all(
    plan.steps.map(async (step) => {
      try {
        // A source that ignores its signal must not hold the answer.
        await Promise.race([read(step, sources, readings, deadline.signal), late]);
      } catch (error) {
        readings.failures.push({ tool: step.tool, reason: reasonOf(error, deadlineMs) });
      }
    }),
  );
  deadline.clear();
  return readings;
}

async function read(
  step: PlanStep,
  sources: AssistSources,
  into: Readings,
  signal: AbortSignal,
): Promise<void> {
  switch (step.tool) {
    case "series":
      into.series.set(step.id, await sources.series(step.range, signal));
      return;
    case "first-stored":
      into.firstStoredMs = await sources.firstStoredMs(signal);
      return;
    case "servers":
      into.servers = await sources.servers(signal);
      return;
    case "endpoints":
      into.endpoints = await sources.endpoints(step.range, step.limit, signal);
      return;
    case "transactions":
      into.transactions = await sources.transactions(step.range, step.limit, signal);
      return;
    case "sessions":
      into.sessions = await sources.sessions(step.limit, signal);
      return;
    case "grid":
      into.grid = await sources.grid(signal);
      return;
  }
}

function reasonOf(error: unknown, deadlineMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return `no answer within ${deadlineMs / 1000} s`;
  }
  return error instanceof Error ? error.message : String(error);
}
