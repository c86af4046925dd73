import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeClock } from "../testing/fake-clock.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { ClockGuard } from "./clock-guard.ts";
import { Hlc } from "./hlc.ts";
import { versions } from "./versions.ts";

const HOUR_MS = 3_600_000;

function guarded(): { clock: FakeClock; guard: ClockGuard; jumps: number[] } {
  const clock = new FakeClock();
  const jumps: number[] = [];
  const guard = new ClockGuard({ clock, log: quietLog(), onJump: (jumpedMs) => jumps.push(jumpedMs) });
  return { clock, guard, jumps };
}

describe("clock guard", () => {
  for (const jumpMs of [HOUR_MS, -HOUR_MS]) {
    it(`does not follow a jump of ${jumpMs} ms, says so once, and goes on by the monotonic clock`, () => {
      const { clock, guard, jumps } = guarded();
      const beforeMs = guard.nowMs();
      clock.wallMs += jumpMs;
      assert.equal(guard.nowMs(), beforeMs);
      clock.advance(5_000);
      assert.equal(guard.nowMs(), beforeMs + 5_000);
      assert.deepEqual(jumps, [jumpMs]);
      // A container on this machine tells times of the clock that jumped.
      assert.equal(guard.local(clock.wallMs), beforeMs + 5_000);
      assert.equal(guard.idleMs(beforeMs), 5_000);
    });
  }

  it("follows small corrections at once, and a jump that was taken back", () => {
    const { clock, guard, jumps } = guarded();
    clock.wallMs += 800;
    assert.equal(guard.nowMs(), clock.wallMs);
    clock.wallMs += HOUR_MS;
    guard.nowMs();
    clock.wallMs -= HOUR_MS;
    assert.equal(guard.nowMs(), clock.wallMs);
    assert.equal(guard.jumpMs(), 0);
    assert.equal(jumps.length, 1);
  });

  it("follows a jump the peer confirms, and no session ages by it", () => {
    const { clock, guard } = guarded();
    const usedMs = guard.nowMs();
    clock.advance(60_000);
    clock.wallMs += HOUR_MS;
    guard.nowMs();
    guard.peerSays(clock.wallMs - HOUR_MS);
    assert.notEqual(guard.jumpMs(), 0, "a peer of the old time confirms nothing");
    guard.peerSays(clock.wallMs + 1_000);
    assert.equal(guard.nowMs(), clock.wallMs);
    assert.equal(guard.idleMs(usedMs), 60_000);
    const later = guard.nowMs();
    clock.advance(1_000);
    assert.equal(guard.idleMs(later), 1_000);
  });
});

describe("hybrid logical clock", () => {
  it("orders a change after what it is based on, also when that came from an hour ahead", () => {
    let nowMs = 1_000_000;
    const hlc = new Hlc("b", () => nowMs);
    const ahead = { ms: nowMs + HOUR_MS, counter: 3, node: "a" };
    hlc.observe(ahead);
    const next = hlc.next(ahead);
    assert.ok(versions.compare(next, ahead) > 0);
    // It is not dragged along: a change of another session has the time of this machine.
    assert.equal(hlc.next(null).ms, nowMs);
    const full = { ms: nowMs + HOUR_MS, counter: 0xffff_ffff, node: "a" };
    assert.ok(versions.compare(hlc.next(full), full) > 0);
    nowMs -= 5_000;
    const [one, two] = [hlc.next(null), hlc.next(null)];
    assert.ok(versions.compare(two, one) > 0);
  });
});
