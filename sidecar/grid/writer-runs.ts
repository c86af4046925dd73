import type { Version } from "./version.ts";
import { versions } from "./versions.ts";

/** Sessions remembered; forgetting one costs its agent a load. */
const SESSIONS_MAX = 20_000;

/** Since when one agent alone has written a session: its own earlier change makes none of its copies stale. */
export class WriterRuns {
  readonly #runs = new Map<
    string,
    { readonly agent: string; readonly from: Version | null; to: Version | null }
  >();

  /** True when someone else changed the session after `base`; `now` is the version it has. */
  stale(id: string, agent: string, base: Version | null, now: Version | null): boolean {
    if (now === null || versions.equal(base, now)) return false;
    const run = this.#runs.get(id);
    if (run === undefined || run.agent !== agent || !versions.equal(run.to, now)) return true;
    return base === null ? run.from !== null : versions.compare(base, run.from) < 0;
  }

  /** The agent has just brought the session from version `before` to version `to`. */
  wrote(id: string, agent: string, before: Version | null, to: Version | null): void {
    const run = this.#runs.get(id);
    if (run !== undefined && run.agent === agent && versions.equal(run.to, before)) {
      run.to = to;
      return;
    }
    this.#runs.delete(id);
    this.#runs.set(id, { agent, from: before, to });
    if (this.#runs.size <= SESSIONS_MAX) return;
    const oldest = this.#runs.keys().next();
    if (oldest.done !== true) this.#runs.delete(oldest.value);
  }
}
