import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { SiteTime } from "./site-time.ts";

const DAY_MS = 86_400_000;
const seoul = new SiteTime("Asia/Seoul");
const berlin = new SiteTime("Europe/Berlin");
const newYork = new SiteTime("America/New_York");
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });

describe("SiteTime", () => {
  it("turns wall clocks into instants and back", () => {
    for (const zone of [seoul, berlin, newYork]) {
      fc.assert(
        fc.property(instants, (ms) => {
          const second = Math.floor(ms / 1000) * 1000;
          const again = zone.instant(zone.wallClock(second));
          // An hour that happens twice is the first of the two.
          assert.ok(again === second || again === second - 3_600_000);
          assert.deepEqual(zone.wallClock(again), zone.wallClock(second));
        }),
      );
    }
  });

  it("goes whole days back by the clock on the wall", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (ms, days) => {
        assert.equal(seoul.daysBack(ms, days), ms - days * DAY_MS);
      }),
    );
    // Summer time began on 2026-03-29 in Berlin: that day had 23 hours.
    const after = Date.UTC(2026, 2, 29, 10);
    assert.equal(after - berlin.daysBack(after, 1), 23 * 3_600_000);
    assert.equal(berlin.wallClock(berlin.daysBack(after, 1)).hour, berlin.wallClock(after).hour);
    // 02:30 did not exist then: it is moved on by the gap.
    const gap = berlin.instant({ year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 });
    assert.equal(berlin.wallClock(gap).hour, 3);
    assert.equal(berlin.wallClock(gap).minute, 30);
  });

  it("writes moments and windows as people of the site do", () => {
    const today = Date.UTC(2026, 10, 23, 2, 25);
    assert.equal(seoul.moment(Date.UTC(2026, 10, 23, 1, 2), today, "ko"), "10:02");
    assert.equal(seoul.moment(Date.UTC(2026, 10, 22, 14, 59), today, "ko"), "11월 22일 23:59");
    assert.equal(seoul.moment(Date.UTC(2025, 10, 22, 15), today, "en"), "23 Nov 2025 00:00");
    const night = Date.UTC(2026, 10, 22, 14, 50);
    assert.equal(seoul.window(night, night + 1_200_000, today, "ko"), "11월 22일 23:50~00:10");
    assert.equal(seoul.startOfDay(today), Date.UTC(2026, 10, 22, 15));
  });
});
