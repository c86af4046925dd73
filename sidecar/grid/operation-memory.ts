/** Agents remembered, and operations of each: an agent has at most a few hundred under way. */
const AGENTS_MAX = 256;
const OPERATIONS_MAX = 1_024;

/**
 * Operations that were carried out, by agent and number, so that one sent again takes effect once. Bounded:
 * the oldest are forgotten, long after their agent gave up on them.
 */
export class OperationMemory<Result> {
  readonly #agents = new Map<string, Map<number, Result>>();

  get(agent: string, operation: number): Result | undefined {
    return operation === 0 ? undefined : this.#agents.get(agent)?.get(operation);
  }

  set(agent: string, operation: number, result: Result): void {
    if (operation === 0 || agent === "") return;
    const known = this.#agents.get(agent) ?? new Map<number, Result>();
    // Set again, so that the agent heard of last is forgotten last.
    this.#agents.delete(agent);
    this.#agents.set(agent, known);
    known.set(operation, result);
    forgetOldest(known, OPERATIONS_MAX);
    forgetOldest(this.#agents, AGENTS_MAX);
  }

  delete(agent: string, operation: number): void {
    this.#agents.get(agent)?.delete(operation);
  }
}

function forgetOldest<Key, Value>(map: Map<Key, Value>, max: number): void {
  if (map.size <= max) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
