import type { Operation, Seen } from "../load/operation.ts";

interface Element {
  readonly value: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly worth: Operation["worth"];
  /** The list its writer had was what the grid held. */
  readonly confirmed: boolean;
}

/** What is wrong with one list read; null when nothing is. */
export type BoxFault = { readonly kind: "phantom" | "old"; readonly element: string } | null;

/**
 * What may be read of a list that one writer changes in place. A list is saved whole: its last element names the request that
 * saved it, and that request must have known every element acknowledged before it began.
 */
export class BoxOrder {
  readonly #elements = new Map<string, Element>();
  readonly #inOrder: Element[] = [];

  constructor(base: Seen | null, operations: readonly Operation[]) {
    const known = { startMs: 0, endMs: 0, worth: "acked", confirmed: true } as const;
    for (const value of base?.box ?? []) this.#add({ value, ...known });
    for (const { kind, value, startMs, endMs, worth, seen } of operations) {
      if (kind !== "add" || worth === "none") continue;
      this.#add({ value, startMs, endMs, worth, confirmed: seen?.confirmed ?? false });
    }
  }

  judge(box: readonly string[], startMs: number, endMs: number, strictly = false): BoxFault {
    const present = new Set(box);
    if (present.size < box.length) return { kind: "phantom", element: "twice the same" };
    const held: Element[] = [];
    for (const value of box) {
      const element = this.#elements.get(value);
      if (element === undefined || element.startMs > endMs) return { kind: "phantom", element: value };
      // Refused because the session was dead by then: only a request beside it in the same JVM may have seen it.
      if (element.worth === "refused" && element.endMs < startMs) return { kind: "phantom", element: value };
      held.push(element);
    }
    for (const owed of this.#inOrder) {
      if (owed.endMs > startMs || present.has(owed.value)) continue;
      const isBroken =
        owed.worth === "acked"
          ? !mayLack(held, owed)
          : strictly && owed.worth === "degraded" && isOlder(held.at(-1), owed);
      if (isBroken) return { kind: "old", element: owed.value };
    }
    return null;
  }

  #add(element: Element): void {
    this.#elements.set(element.value, element);
    this.#inOrder.push(element);
  }
}

/**
 * Who is to answer for the list without `owed`? Requests begun after `owed` was acknowledged built on what the grid confirmed
 * to them, so the one before them is asked; unless nobody confirmed it, for then the WAS was alone. A request begun earlier may
 * have saved over `owed` only while nobody knows when it ended.
 */
function mayLack(held: readonly Element[], owed: Element): boolean {
  for (const element of held.toReversed()) {
    if (element.startMs < owed.endMs) return element.worth === "unknown";
    if (!element.confirmed) return true;
  }
  return false;
}

/**
 * A flagged list must be there after healing, or a later one: a later request may have worked on a member that had not heard of
 * it, and the later version of one attribute wins as a whole.
 */
function isOlder(last: Element | undefined, owed: Element): boolean {
  return (
    last === undefined || (last.startMs < owed.startMs && last.worth !== "unknown" && last.worth !== "late")
  );
}
