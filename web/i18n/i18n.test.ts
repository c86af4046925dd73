import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { en } from "./en.ts";
import { ko } from "./ko.ts";

/** Every text of a dictionary with its path; functions are called with example values. */
function texts(node: unknown, path: string): [path: string, text: string][] {
  if (typeof node === "string") {
    return [[path, node]];
  }
  if (typeof node === "function") {
    return [[path, String((node as (...args: unknown[]) => unknown)(2, "7"))]];
  }
  return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
    texts(value, `${path}.${key}`),
  );
}

const korean = texts(ko, "");
const english = texts(en, "");

describe("the words of the page", () => {
  it("exist in both languages under the same names", () => {
    assert.deepEqual(
      korean.map(([path]) => path),
      english.map(([path]) => path),
    );
    assert.ok(korean.length > 250);
  });

  it("are Korean in Korean and English in English", () => {
    // The switch names the other language in that language.
    const wrong = english.filter(([path, text]) => /[가-힣]/.test(text) && path !== ".bar.language");
    assert.deepEqual(wrong, []);
    for (const [path, text] of [...korean, ...english]) {
      assert.ok(!/undefined|NaN|\[object/.test(text), `${path}: ${text}`);
    }
  });
});
