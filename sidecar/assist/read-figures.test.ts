import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readFigures } from "./read-figures.ts";

const short = (text: string): string =>
  readFigures(text)
    .map(({ kind, unit, value, key, bound }) =>
      kind === "number" ? `${bound ? "±" : ""}${Number(value.toPrecision(12))} ${unit}` : key,
    )
    .join(" | ");

describe("readFigures", () => {
  it("reads numbers with their unit", () => {
    for (const [text, expected] of [
      ["동시접속은 1,204명(±1.6%)입니다", "1204 users | ±1.6 percent"],
      ["12.3만 명", "123000 users"],
      ["1억 2,300만 명", "123000000 users"],
      ["3천 5백 명", "3500 users"],
      ["62%만 기록", "62 percent"],
      ["6.3%p 높습니다", "6.3 points"],
      ["6.3 퍼센트포인트", "6.3 points"],
      ["12.3건/초", "12.3 rate"],
      ["초당 12건", "12 rate"],
      ["12.3 tx/s", "12.3 rate"],
      ["81ms와 1.24초", "81 duration | 1240 duration"],
      ["3시간 12분 되었고", "11520000 duration"],
      ["1 h 5 min old", "3900000 duration"],
      ["2대 가운데 1대", "2 servers | 1 servers"],
      ["1,204 concurrent users", "1204 users"],
      ["512MB", "536870912 bytes"],
      ["그 값은 42입니다", "42 none"],
      ["2배 늘었다", "2 times"],
    ] as const) {
      assert.equal(short(text), expected, text);
    }
  });

  it("reads times, dates and ranges", () => {
    for (const [text, expected] of [
      ["10:25~11:25", "T10:25~T11:25"],
      ["11월 22일 10:25~11:25", "11-22T10:25~T11:25"],
      ["기록은 11월 23일 10:02부터 있습니다", "11-23T10:02"],
      ["22 Nov 10:25–11:25", "11-22T10:25~T11:25"],
      ["오후 3시 5분", "T15:05"],
      ["from 10:25 to 11:25", "T10:25~T11:25"],
      ["10시부터 11시까지", "T10:00~T11:00"],
      ["11월 22일에", "11-22"],
      ["at 3:04 pm", "T15:04"],
      ["11월 22일 23:50~11월 23일 00:50", "11-22T23:50~11-23T00:50"],
    ] as const) {
      assert.equal(short(text), expected, text);
    }
  });
});
