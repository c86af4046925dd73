import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatAge } from "./format-age.ts";
import { formatBytes } from "./format-bytes.ts";
import { formatCount } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { formatShare } from "./format-share.ts";
import { formatTime } from "./format-time.ts";
import { niceCeiling } from "./nice-ceiling.ts";
import { percentileBand } from "./percentile-band.ts";
import { timeTicks } from "./time-ticks.ts";
import { zoneOffset } from "./zone-offset.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");
const KO = { day: "일", hour: "시간", minute: "분", second: "초" };
/** 2026-11-23 12:03:10.123 in Seoul. */
const NOON = Date.UTC(2026, 10, 23, 3, 3, 10, 123);

describe("figures as shown", () => {
  it("says that a value is not known instead of inventing one", () => {
    for (const format of [formatCount, formatDuration, formatBytes, formatShare]) {
      assert.equal(format(null), "–");
      assert.equal(format(Number.NaN), "–");
    }
    assert.equal(formatTime(0, "Asia/Seoul", "clock"), "–");
    assert.equal(formatAge(undefined, KO), "–");
  });

  it("shows durations with three digits at most and their unit always", () => {
    const shown = [0, 830, 4_230, 9_949, 123_456, 999_499, 1_236_000, 9_999_000, 12_340_000, 125_000_000];
    assert.deepEqual(
      shown.map((us) => plain(formatDuration(us))),
      ["0 µs", "830 µs", "4.2 ms", "9.9 ms", "123 ms", "999 ms", "1.24 s", "10.0 s", "12.3 s", "2 m 05 s"],
    );
  });

  it("never shows sixty seconds in a minute", () => {
    assert.equal(plain(formatDuration(59_990_000)), "1 m 00 s");
    assert.equal(plain(formatDuration(119_990_000)), "2 m 00 s");
  });

  it("shows counts with separators and small fractions with one digit", () => {
    assert.deepEqual([1204, 0.5, 0, 9.96, 24.6, 1_234_567].map(formatCount), [
      "1,204",
      "0.5",
      "0",
      "10.0",
      "25",
      "1,234,567",
    ]);
  });

  it("shows a small share as more than none", () => {
    assert.deepEqual([0, 0.0004, 0.004, 0.37, 1].map(formatShare).map(plain), [
      "0 %",
      "0.04 %",
      "0.4 %",
      "37 %",
      "100 %",
    ]);
  });

  it("shows bytes in binary steps", () => {
    assert.deepEqual([0, 512, 1024, 3482, 5 * 1024 ** 2, 1023 * 1024].map(formatBytes).map(plain), [
      "0 B",
      "512 B",
      "1.0 KB",
      "3.4 KB",
      "5.0 MB",
      "1.0 MB",
    ]);
  });

  it("shows an age in its two largest units and never a negative one", () => {
    assert.equal(formatAge(12_000, KO), "12초");
    assert.equal(formatAge(3 * 3_600_000 + 12 * 60_000 + 5_000, KO), "3시간 12분");
    assert.equal(formatAge(3_600_000, KO), "1시간");
    assert.equal(formatAge(2 * 86_400_000 + 5_000, KO), "2일");
    assert.equal(formatAge(-5_000, KO), "0초");
  });
});

describe("times as shown", () => {
  it("shows the site's zone, whatever the browser's", () => {
    assert.equal(formatTime(NOON, "Asia/Seoul", "full"), "2026-11-23 12:03:10.123");
    assert.equal(formatTime(NOON, "UTC", "seconds"), "03:03:10");
    assert.equal(formatTime(NOON, "Asia/Seoul", "day"), "11-23 12:03");
    assert.equal(formatTime(Date.UTC(2026, 10, 22, 15, 0, 0), "Asia/Seoul", "clock"), "00:00");
  });

  it("knows how far the zone is from UTC, summer time included", () => {
    assert.equal(zoneOffset(NOON, "Asia/Seoul"), 9 * 3_600_000);
    assert.equal(zoneOffset(Date.UTC(2026, 6, 1), "Europe/Berlin"), 2 * 3_600_000);
    assert.equal(zoneOffset(NOON, "Europe/Berlin"), 3_600_000);
  });

  it("puts ticks on round wall-clock moments and never more than asked", () => {
    const offset = 9 * 3_600_000;
    for (const span of [60_000, 300_000, 900_000, 3_600_000, 86_400_000, 30 * 86_400_000]) {
      const { stepMs, ticks } = timeTicks({ fromMs: NOON - span, toMs: NOON }, 5, offset);
      assert.ok(ticks.length >= 1 && ticks.length <= 6, `${span}: ${ticks.length} ticks`);
      for (const tick of ticks) {
        assert.equal((tick + offset) % stepMs, 0);
        assert.ok(tick >= NOON - span && tick <= NOON);
      }
    }
  });

  it("gives an axis a round top that is not below its values", () => {
    for (const value of [0.3, 1, 7, 11, 24, 26, 99, 101, 4_900_000]) {
      const top = niceCeiling(value);
      assert.ok(top >= value && top <= value * 2.5, `${value} → ${top}`);
    }
    assert.equal(niceCeiling(0), 1);
  });

  it("says what is usual only when there is enough to say it", () => {
    assert.equal(percentileBand([1, 2, 3]), null);
    const band = percentileBand([null, ...Array.from({ length: 101 }, (_, index) => index)]);
    assert.deepEqual(band, { low: 5, high: 95 });
  });
});
