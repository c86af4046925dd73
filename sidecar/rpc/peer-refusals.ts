import type { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Counter } from "../base/metrics-registry.ts";

/** What PeerRefusals needs. */
export interface PeerRefusalsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly counter: Counter;
  /** Into the failover history. */
  readonly onRefused: (subject: string, detail: string) => void;
}

/** The same refusal is told once in this time; in between it is counted. */
const REPEAT_MS = 60_000;

/** Who was refused lately, remembered; a scan of the port must not grow it or push members out of the history. */
const SUBJECTS_MAX = 64;

/** Tells of everyone who could not prove to be a member, to the log, the history and the figures. */
export class PeerRefusals {
  readonly #options: PeerRefusalsOptions;
  readonly #told = new Map<string, { sinceMs: number; suppressed: number }>();

  constructor(options: PeerRefusalsOptions) {
    this.#options = options;
  }

  /** `subject` is a member's name or an address without its port. */
  tell(subject: string, error: AppError): void {
    const { clock, log, counter, onRefused } = this.#options;
    counter.add();
    const nowMs = clock.monotonicMs();
    const key = `${subject}\0${error.message}`;
    const before = this.#told.get(key);
    if (before !== undefined && nowMs - before.sinceMs < REPEAT_MS) {
      before.suppressed += 1;
      return;
    }
    for (const [known, { sinceMs }] of this.#told) if (nowMs - sinceMs >= REPEAT_MS) this.#told.delete(known);
    if (this.#told.size >= SUBJECTS_MAX) return;
    this.#told.set(key, { sinceMs: nowMs, suppressed: 0 });
    const suppressed = before?.suppressed ?? 0;
    log.warn("a peer was refused", { subject, error, ...(suppressed > 0 ? { suppressed } : {}) });
    onRefused(subject, error.message);
  }
}
