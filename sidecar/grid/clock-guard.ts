import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";

/** A wall clock that moves this much against the monotonic one was set, not corrected. */
const JUMP_MS = 60_000;

/** A peer whose clock is this near agrees with ours. */
const AGREE_MS = 5_000;

/** What a ClockGuard needs. */
export interface ClockGuardOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly onJump: (jumpedMs: number) => void;
}

/**
 * The time this member goes by: the wall clock, except that a jump is not followed until the peer confirms it
 * or the clock comes back. So an hour's jump neither expires every session nor lets one member win every
 * conflict. It never stands still: meanwhile it runs on by the monotonic clock.
 */
export class ClockGuard {
  readonly #options: ClockGuardOptions;
  /** What to add to the monotonic clock. */
  #offsetMs: number;
  /** Wall clock minus our time while a jump is not believed. */
  #jumpMs = 0;
  /** The last jump that was confirmed, and the new time at which it was. */
  #followed = { jumpMs: 0, atMs: 0 };

  constructor(options: ClockGuardOptions) {
    this.#options = options;
    this.#offsetMs = options.clock.nowMs() - options.clock.monotonicMs();
  }

  nowMs(): number {
    const { clock, log, onJump } = this.#options;
    const monotonicMs = clock.monotonicMs();
    const wallMs = clock.nowMs();
    const driftMs = wallMs - (monotonicMs + this.#offsetMs);
    if (Math.abs(driftMs) < JUMP_MS) {
      if (this.#jumpMs !== 0) log.info("the clock of this machine is back");
      this.#jumpMs = 0;
      this.#offsetMs = wallMs - monotonicMs;
      return wallMs;
    }
    const news = this.#jumpMs === 0;
    this.#jumpMs = driftMs;
    if (news) {
      const text = "the clock of this machine jumped; it is not followed until the peer confirms it";
      log.error(text, { jumpedMs: Math.round(driftMs) });
      onJump(Math.round(driftMs));
    }
    return monotonicMs + this.#offsetMs;
  }

  /** A time told by a process of this machine, whose clock jumped with ours. */
  local(toldMs: number): number {
    const nowMs = this.nowMs();
    return this.#jumpMs === 0 ? toldMs : Math.min(nowMs, Math.round(toldMs - this.#jumpMs));
  }

  /** The peer's wall clock, corrected by half the round trip: it settles whether a jump was right. */
  peerSays(peerNowMs: number): void {
    if (this.#jumpMs === 0) return;
    const { clock, log } = this.#options;
    if (Math.abs(peerNowMs - clock.nowMs()) > AGREE_MS) return;
    log.warn("the peer confirms the new time; it is followed from now on");
    this.#followed = { jumpMs: this.#jumpMs, atMs: clock.nowMs() };
    this.#jumpMs = 0;
    this.#offsetMs = clock.nowMs() - clock.monotonicMs();
  }

  /** How long ago that was, also when the clock was set in between: a session must not age by a jump. */
  idleMs(sinceMs: number): number {
    const jumpMs = sinceMs < this.#followed.atMs - this.#followed.jumpMs ? this.#followed.jumpMs : 0;
    return this.nowMs() - sinceMs - Math.max(0, jumpMs);
  }

  /** Milliseconds by which the wall clock is ahead of the time gone by; 0 when it is trusted. */
  jumpMs(): number {
    this.nowMs();
    return Math.round(this.#jumpMs);
  }
}
