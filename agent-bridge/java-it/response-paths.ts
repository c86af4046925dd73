// Whatever way a response goes out, what the request changed is saved before its reader can see it: the other server
// is asked as soon as the first byte that ends the answer's head, or the whole answer, is there.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Browser } from "./browser.ts";
import { headOf } from "./head-of.ts";
import { http2Head } from "./http2-head.ts";
import type { SessionServers } from "./session-servers.ts";

const probe = "/probe/s?do=";

/** Registers the tests; `servers` is called when they run. */
export function responsePaths(servers: () => SessionServers): void {
  const value = async (browser: Browser, name: string): Promise<string | undefined> =>
    (await browser.get(servers().two, `${probe}get&name=${name}`)).values["value"];

  it("flush: what came before is readable elsewhere while the answer is still going out", async () => {
    const browser = new Browser();
    await browser.get(servers().one, `${probe}count`);
    await headOf(servers().one, `${probe}flush&value=f1&ms=700`, browser);
    assert.equal(await value(browser, "before"), "f1");
    assert.equal(await value(browser, "after"), "null");
  });

  it("write after the commit: saved before the last chunk", async () => {
    const browser = new Browser();
    for (let n = 0; n < 5; n++) {
      const page = await browser.get(servers().one, `${probe}flush&value=f${n}`);
      assert.match(page.text, /rest=of it/);
      assert.equal(await value(browser, "after"), `f${n}`);
    }
  });

  it("HTTP/2: what came before the head is readable elsewhere while the answer is still going out", async () => {
    const browser = new Browser();
    await browser.get(servers().one, `${probe}count`);
    const status = await http2Head(servers().one, `${probe}flush&value=h2&ms=700`, browser);
    assert.equal(status, 200);
    assert.equal(await value(browser, "before"), "h2");
    assert.equal(await value(browser, "after"), "null");
  });

  it("sendRedirect, sendError and an exception keep their status and their write", async () => {
    const browser = new Browser();
    const wanted: [string, number][] = [
      ["redirect", 302],
      ["error", 404],
      ["throw", 500],
    ];
    for (const [what, status] of wanted) {
      const page = await browser.get(servers().one, `${probe}${what}&value=${what}1`);
      assert.equal(page.status, status);
      assert.equal(await value(browser, what), `${what}1`);
    }
  });

  it("async: completed, flushed, dispatched and timed out", async () => {
    const browser = new Browser();
    for (const what of ["async", "async-flush", "async-dispatch", "async-timeout"]) {
      const page = await browser.get(servers().one, `${probe}${what}&value=${what}`);
      assert.equal(page.status, what === "async-timeout" ? 500 : 200);
      assert.equal(await value(browser, "async"), what);
    }
    assert.equal(await value(browser, "async2"), "async-flush");
  });

  it("forward and include", async () => {
    const browser = new Browser();
    for (const what of ["forward", "include"]) {
      await browser.get(servers().one, `${probe}${what}&value=${what}`);
      assert.equal(await value(browser, what), what);
    }
  });

  it("cross-context: each application's own session, both saved (4)", async () => {
    const browser = new Browser();
    await browser.get(servers().one, `${probe}cross&to=/other&value=c1`);
    assert.equal(await value(browser, "here"), "c1");
    assert.equal(await value(browser, "there"), "null");
  });
}
