import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { ApiFact } from "../../sidecar/http/api-types.ts";
import { cutAtFacts } from "./cut-at-facts.ts";
import { pageLink } from "./page-link.ts";
import { readAnswerParts } from "./read-answer-parts.ts";

function fact(shown: string): ApiFact {
  return {
    id: shown,
    label: "",
    value: 1,
    unit: "",
    shown,
    fromMs: null,
    toMs: null,
    samples: null,
    errorBound: null,
    source: "",
    link: "#/",
  };
}

describe("the words of an answer", () => {
  it("marks each stated figure and loses no letter", () => {
    const text = "동시접속 1,204명, 오류 2건, p95 12.5 ms, 12대";
    const pieces = cutAtFacts(text, [fact("1,204명"), fact("2건"), fact("12.5 ms"), fact("12")]);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    assert.deepEqual(
      pieces.filter((piece) => piece.fact).map((piece) => piece.text),
      ["1,204명", "2건", "12.5 ms", "12"],
    );
  });

  it("does not find a figure inside a longer one", () => {
    const pieces = cutAtFacts("12.5 ms, 125, 2,500", [fact("12"), fact("2"), fact("25"), fact("5 ms")]);
    assert.ok(pieces.every((piece) => piece.fact === null));
  });

  it("keeps any text as it was", () => {
    const facts = fc.array(fc.string({ maxLength: 4 }).map(fact), { maxLength: 5 });
    fc.assert(
      fc.property(fc.string(), facts, (text, stated) => {
        assert.equal(
          cutAtFacts(text, stated)
            .map((piece) => piece.text)
            .join(""),
          text,
        );
      }),
    );
  });
});

describe("links of an answer", () => {
  it("stay on this page", () => {
    for (const link of [
      "#/",
      "#/sessions/ab12",
      "#/?from=1&to=2&was=shop-1",
      "#/transactions?endpoint=GET%20%2Fshop",
    ]) {
      assert.equal(pageLink(link), link);
    }
    for (const link of [
      "javascript:alert(1)",
      "https://example.com",
      "//example.com",
      "#x",
      "",
      " #/",
      '#/"><b>',
      null,
    ]) {
      assert.equal(pageLink(link), null);
    }
  });
});

describe("a streamed answer", () => {
  const parts = async (chunks: readonly Uint8Array[]): Promise<unknown[]> => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) {
          controller.enqueue(chunk);
        }
        controller.close();
      },
    });
    const found: unknown[] = [];
    for await (const part of readAnswerParts(stream)) {
      found.push(part);
    }
    return found;
  };

  it("is the same however the network cuts it, Korean letters included", async () => {
    const lines = [
      { kind: "delta", text: "동시접속" },
      { kind: "delta", text: "은 36명\n입니다" },
    ];
    const bytes = new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join("\n"));
    for (let size = 1; size < 9; size++) {
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        chunks.push(bytes.slice(at, at + size));
      }
      assert.deepEqual(await parts(chunks), lines);
    }
  });

  it("fails aloud on what is no JSON", async () => {
    await assert.rejects(parts([new TextEncoder().encode('{"kind":"delta"}\n<html>\n')]));
  });
});
