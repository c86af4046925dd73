import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { masking } from "./masking.ts";

describe("masking", () => {
  it("takes personal numbers out", () => {
    for (const text of [
      "900101-1234567",
      "9001011234567",
      "900101 - 2234567",
      "９００１０１－１２３４５６７",
      "010-1234-5678",
      "01012345678",
      "+82 10-1234-5678",
      "02-123-4567",
      "031) 123-4567",
      "hong@example.co.kr",
      "4111 1111 1111 1111",
      "5500-0000-0000-0004",
    ]) {
      const masked = masking(`회원 ${text} 님`);
      assert.match(masked, /\[[a-z -]+\]/, text);
      assert.doesNotMatch(masked.replace(/\[[^\]]*\]/g, ""), /\d{3}/, masked);
    }
  });

  it("leaves everything else alone", () => {
    for (const text of [
      "주문 20261123-00017",
      "Tomcat 10.1.59",
      "10.0.0.7",
      "2026-11-23 10:25:34",
      "1,204명",
      "GET /shop/orders/1234567890123",
      "trace 0af7651916cd43dd8448eb211c80319c",
      "1763860000000",
    ]) {
      assert.equal(masking(text), text);
    }
  });
});
