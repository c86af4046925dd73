import type { Operation, Seen, Worth } from "../load/operation.ts";

/** One write of a register, in the order of its only writer; index -1 is what was there before. */
export interface RegisterWrite {
  readonly value: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly worth: Worth;
}

/** Verdict on one value read. `owed` is the acknowledged write that should have been seen. */
export type ReadVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "phantom" }
  | { readonly kind: "old"; readonly owed: RegisterWrite };

const FINE: ReadVerdict = { kind: "fine" };

/**
 * What may be read of a register with one writer: the last write acknowledged before the question, a later one, or an earlier
 * one whose request may still have been under way then, because nobody answered it.
 */
export class RegisterOrder {
  readonly #writes: readonly RegisterWrite[];

  constructor(name: string, base: Seen | null, operations: readonly Operation[]) {
    const before = base?.registers[name] ?? null;
    const first: RegisterWrite[] =
      before === null ? [] : [{ value: before, startMs: 0, endMs: 0, worth: "acked" }];
    const later = operations
      .filter((each) => each.name === name && (each.kind === "write" || each.kind === "new"))
      .filter(({ worth }) => worth !== "none");
    this.#writes = [...first, ...later];
  }

  /** `strictly`: flagged writes are owed too, because all members have met again and no disk was lost. */
  judge(value: string | null, startMs: number, endMs: number, strictly = false): ReadVerdict {
    const owedAt = this.#writes.findLastIndex(
      (write) =>
        write.endMs <= startMs && (write.worth === "acked" || (strictly && write.worth === "degraded")),
    );
    if (value === null) {
      return owedAt < 0 ? FINE : { kind: "old", owed: this.#writes[owedAt] as RegisterWrite };
    }
    const at = this.#writes.findIndex((write) => write.value === value);
    const read = this.#writes[at];
    if (read === undefined || read.startMs > endMs) return { kind: "phantom" };
    // Refused because the session was dead by then: only a request beside it in the same JVM may have seen it.
    if (read.worth === "refused" && read.endMs < startMs) return { kind: "phantom" };
    const owed = this.#writes[owedAt];
    if (at >= owedAt || owed === undefined || read.worth === "unknown") return FINE;
    // A change that waited counts from when a sidecar took it: it may come after a flagged one, never after an acknowledged one.
    if (read.worth === "late" && owed.worth === "degraded" && !this.#isAckedAfter(at, startMs)) return FINE;
    return { kind: "old", owed };
  }

  #isAckedAfter(at: number, startMs: number): boolean {
    return this.#writes.some((write, i) => i > at && write.worth === "acked" && write.endMs <= startMs);
  }
}
