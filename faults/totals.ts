import type { RoundResult } from "./run-round.ts";

/** The sums over all rounds, and the words for one. */
export class Totals {
  #rounds = 0;
  #failed = 0;
  #sums = { acknowledged: 0, degradedAcks: 0, lateAcks: 0, unanswered: 0, crashLoops: 0 };
  #broken = { lost: 0, stale: 0, phantom: 0, resurrected: 0, diverged: 0, inversion: 0, lostDegraded: 0 };
  readonly #byFault: Record<string, { rounds: number; failed: number }> = {};

  /** True while every promise held in every round. */
  get isClean(): boolean {
    return this.#failed === 0;
  }

  add(result: RoundResult): void {
    const { row, tally, violations } = result;
    this.#rounds += 1;
    this.#sums.acknowledged += tally.acked;
    this.#sums.degradedAcks += tally.degraded;
    this.#sums.lateAcks += tally.late;
    this.#sums.unanswered += tally.unanswered;
    if (result.isCrashLoop) this.#sums.crashLoops += 1;
    for (const { kind } of violations) this.#broken[kind] += 1;
    const name = `${row.row} ${row.name}`;
    const fault = this.#byFault[name] ?? { rounds: 0, failed: 0 };
    this.#byFault[name] = fault;
    fault.rounds += 1;
    if (Totals.isBad(result)) {
      fault.failed += 1;
      this.#failed += 1;
    }
  }

  static isBad({ violations, failure, isCrashLoop }: RoundResult): boolean {
    return violations.length > 0 || failure !== null || isCrashLoop;
  }

  /** The last line of a run. */
  json(more: Readonly<Record<string, unknown>>): string {
    const sums = { rounds: this.#rounds, ...this.#sums, ...this.#broken, failedRounds: this.#failed };
    return JSON.stringify({ ...sums, byFault: this.#byFault, ...more });
  }

  /** One round in one line. */
  static line(number: number, result: RoundResult): string {
    const { row, seed, tally, convergedMs, tookMs, said, deaths } = result;
    const counts = `${tally.acked} acked, ${tally.degraded} degraded, ${tally.late} late, ${tally.unanswered} unanswered`;
    const times = `slowest ${Math.round(tally.slowestMs)} ms, together after ${Math.round(convergedMs)} ms, ${(tookMs / 1000).toFixed(1)} s`;
    const verdict = Totals.isBad(result) ? "BROKEN" : "ok";
    const died = deaths > 0 ? `, ${deaths} deaths of its own` : "";
    return `${String(number).padStart(4)} seed ${seed} row ${row.row} ${row.name} [${said}]: ${verdict}; ${counts}; ${times}${died}`;
  }
}
