import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split(':root[data-theme="dark"]');
/** WCAG 2.2 AA: text, and marks that carry meaning. */
const TEXT_MIN = 4.5;
const MARK_MIN = 3;

function colors(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]),
  );
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe("the colours of the page", () => {
  for (const [theme, block] of [
    ["light", light],
    ["dark", dark],
  ] as const) {
    it(`can be read in the ${theme} theme`, () => {
      const color = colors(block);
      const grounds = ["bg", "surface", "raised", "sunken", "hover"];
      const pairs = [
        ...["ink", "ink-2", "ink-3", "accent", "bad", "watch"].flatMap((ink) =>
          grounds.map((on) => [ink, on] as const),
        ),
        ["bad", "bad-soft"],
        ["watch", "watch-soft"],
        ["accent", "accent-soft"],
        ["ink", "accent-soft"],
        ["accent-ink", "accent"],
      ] as const;
      for (const [ink, on] of pairs) {
        const ratio = contrast(color[ink] as string, color[on] as string);
        assert.ok(ratio >= TEXT_MIN, `${ink} on ${on}: ${ratio.toFixed(2)}`);
      }
      for (const mark of [
        "ok",
        "bad",
        "watch",
        "dot",
        "series-1",
        "series-2",
        "part-jdbc",
        "part-http",
        "part-app",
      ]) {
        const ratio = contrast(color[mark] as string, color["surface"] as string);
        assert.ok(ratio >= MARK_MIN, `${mark} on surface: ${ratio.toFixed(2)}`);
      }
    });
  }
});
