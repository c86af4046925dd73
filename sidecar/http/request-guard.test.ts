import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type GuardedRequest, requestGuard } from "./request-guard.ts";

const post: GuardedRequest = {
  method: "POST",
  host: "127.0.0.1:7400",
  origin: "http://127.0.0.1:7400",
  fetchSite: "same-origin",
  contentType: "application/json; charset=utf-8",
  upgrade: false,
};
const get: GuardedRequest = { ...post, method: "GET", origin: undefined, contentType: undefined };
const code = (request: GuardedRequest): string => {
  const verdict = requestGuard(request);
  return verdict.allowed ? "allowed" : verdict.code;
};

describe("request-guard", () => {
  it("serves the page under the names of loopback only", () => {
    for (const host of ["localhost:7400", "LOCALHOST", "127.0.0.1", "[::1]:7400"]) {
      assert.equal(code({ ...get, host }), "allowed", host);
    }
    for (const host of [
      undefined,
      "",
      "evil.example",
      "localhost.evil.example",
      "127.0.0.1.evil",
      "127.0.0.1:7400@evil.example",
      "localhost:7400:1",
      "0.0.0.0",
      "127.0.0.1:7400 evil",
      `localhost:${"1".repeat(50_000)}`,
    ]) {
      assert.equal(code({ ...get, host }), "host_refused", String(host).slice(0, 40));
    }
  });

  it("lets the page and the command line change things, and no other site", () => {
    assert.equal(code(post), "allowed");
    assert.equal(code({ ...post, origin: undefined, fetchSite: undefined }), "allowed");
    assert.equal(code({ ...post, fetchSite: "cross-site" }), "cross_site_refused");
    assert.equal(code({ ...post, fetchSite: "same-site" }), "cross_site_refused");
    for (const origin of ["null", "https://127.0.0.1:7400", "http://127.0.0.1:9999", "http://evil.example"]) {
      assert.equal(code({ ...post, origin, fetchSite: undefined }), "origin_refused", origin);
    }
  });

  it("refuses bodies a form could send", () => {
    for (const contentType of ["text/plain", "application/x-www-form-urlencoded", undefined, ""]) {
      assert.equal(code({ ...post, contentType }), "content_type_refused");
    }
  });

  it("opens the live socket for the page only", () => {
    const upgrade = { ...get, upgrade: true };
    assert.equal(code({ ...upgrade, origin: "http://127.0.0.1:7400" }), "allowed");
    assert.equal(code({ ...upgrade, origin: "http://evil.example" }), "origin_refused");
    assert.equal(code({ ...upgrade, origin: "null" }), "origin_refused");
    assert.equal(code({ ...upgrade, fetchSite: "cross-site" }), "cross_site_refused");
  });
});
