import type { StandingFile } from "./strict-standing.ts";

/** joint: nothing counts without the other. alone: the witness let this one go on. out: it waits to be taken in again. */
export type Seat = "joint" | "alone" | "out";

/** The seat of this member of a pair with a witness, on its disk before it is acted upon. */
export class PairSeat {
  readonly #file: StandingFile;
  #epoch = 0;
  #seat: Seat = "out";

  constructor(file: StandingFile) {
    this.#file = file;
    try {
      const { epoch, seat } = JSON.parse(file.read()) as { epoch: number; seat: Seat };
      if (Number.isSafeInteger(epoch) && ["joint", "alone", "out"].includes(seat)) this.#take(epoch, seat);
    } catch {
      // There is none, or it is damaged: the other one takes this member in again.
    }
  }

  get epoch(): number {
    return this.#epoch;
  }

  get now(): Seat {
    return this.#seat;
  }

  /** Throws when it cannot be written down; then nothing has changed. */
  set(epoch: number, seat: Seat): void {
    this.#file.write(`${JSON.stringify({ epoch, seat })}\n`);
    this.#take(epoch, seat);
  }

  #take(epoch: number, seat: Seat): void {
    this.#epoch = epoch;
    this.#seat = seat;
  }
}
