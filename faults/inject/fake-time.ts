import { existsSync, writeFileSync } from "node:fs";

/** Where Debian puts the library, by architecture. */
const PLACES = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(
  (machine) => `/usr/lib/${machine}/faketime/libfaketimeMT.so.1`,
);

/** A wall clock of its own for one member: the environment to start it with, and a way to move the clock while it runs. */
export class FakeTime {
  readonly #file: string;

  /** `file` is written; the member must be able to read it. */
  constructor(file: string, offsetS: number) {
    this.#file = file;
    this.move(offsetS);
  }

  /** Only the wall clock: no computer's monotonic clock jumps. */
  get env(): Readonly<Record<string, string>> {
    const library = PLACES.find((place) => existsSync(place));
    if (library === undefined)
      throw new Error("libfaketimeMT.so.1 is not where Debian's package faketime puts it");
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_CACHE_DURATION: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
  }

  /** The clock is so far off from within a second. */
  move(offsetS: number): void {
    writeFileSync(this.#file, `${offsetS >= 0 ? "+" : ""}${offsetS}s\n`);
  }
}
