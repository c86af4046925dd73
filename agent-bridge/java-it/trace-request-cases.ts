/** Cases every Tomcat must pass: what a transaction says about its request, and that there is exactly one. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { TraceServer } from "./trace-server.ts";

const PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/** Adds the cases to the suite being defined; `server` is started before they run. */
export function traceRequestCases(server: TraceServer): void {
  it("says who it is", async () => {
    await server.receiver.until(
      "a hello with the server's name",
      () => server.receiver.hellos.at(-1)?.server !== "",
    );
    const hello = server.receiver.hellos.at(-1);
    assert.match(hello?.server ?? "", new RegExp(`^Apache Tomcat/${server.version}`));
    assert.equal(hello?.was, `trace-${server.version}`);
    assert.equal(hello?.pid, server.tomcat.pid);
    assert.deepEqual(server.receiver.faults, []);
    const warnings = readFileSync(server.tomcat.console, "utf8").match(/gyeot-agent WARN (?!sessions ).*/g);
    assert.deepEqual(warnings, null, "the agent warns of nothing but the grid that is not there");
  });

  it("records a plain request with times, name, address and no parent", async () => {
    const at = Date.now();
    const [answer, row] = await server.one("/probe/trace/hello.jsp?n=7&password=secret");
    assert.equal(answer.body.trim(), "hello 7");
    assert.equal(row.endpoint, "GET /probe/trace/hello.jsp");
    assert.equal(row.path, "/probe/trace/hello.jsp");
    assert.equal(row.status, 200);
    assert.equal(row.error, "");
    assert.equal(row.app, "/probe");
    assert.equal(row.address, "127.0.0.1");
    assert.equal(row.parentSpanId, "");
    assert.match(row.thread, /exec-\d+$/);
    assert.ok(Math.abs(row.startUs / 1000 - at) < 1500, `start ${row.startUs / 1000} asked at ${at}`);
    assert.ok(row.durationUs > 100 && row.durationUs < 30_000_000);
    assert.equal(row.sessionKey, "");
    assert.equal(row.userHash, "");
  });

  it("takes the caller's trace, its address behind a proxy and the user's cookie", async () => {
    const [, row] = await server.one("/probe/trace/hello.jsp", {
      traceparent: PARENT,
      "x-forwarded-for": "6.6.6.6, 203.0.113.7",
      cookie: "a=b; uid=kim",
    });
    assert.equal(row.traceId, "4bf92f3577b34da6a3ce929d0e0e4736");
    assert.equal(row.parentSpanId, "00f067aa0ba902b7");
    assert.equal(row.address, "203.0.113.7");
    assert.match(row.userHash, /^[0-9a-f]{16}$/);
    const [, same] = await server.one("/probe/trace/hello.jsp", { cookie: "uid=kim" });
    assert.equal(same.userHash, row.userHash);
    const [, wrong] = await server.one("/probe/trace/hello.jsp", {
      traceparent: PARENT.replace("00-", "ff-"),
    });
    assert.equal(wrong.parentSpanId, "");
    assert.notEqual(wrong.traceId, row.traceId);
  });

  it("records static files, errors, what is not found and paths with ids", async () => {
    assert.equal((await server.one("/probe/static.txt"))[1].endpoint, "GET /probe/static.txt");
    const [none, missing] = await server.one("/probe/no/such/page");
    assert.equal(none.status, 404);
    assert.equal(missing.status, 404);
    assert.equal(missing.endpoint, "GET (404)");
    const [, unknown] = await server.one("/nowhere/at/all");
    assert.equal(unknown.status, 404);
    const [, item] = await server.one("/probe/api/items/4711/lines/9");
    assert.equal(item.endpoint, "GET /probe/api/items/{n}/lines/{n}");
    assert.equal(item.path, "/probe/api/items/4711/lines/9");
    const [, rewritten] = await server.one("/probe/api/x;jsessionid=0123456789ABCDEF");
    assert.equal(rewritten.path, "/probe/api/x");
    const [bad] = await server.one("/probe/trace/%2e%2e/%2e%2e/%2e%2e/x");
    assert.ok(bad.status >= 400);
  });

  it("records what escaped the application, also when an error page answers", async () => {
    const [answer, row] = await server.one("/probe/trace/fail.jsp");
    assert.equal(answer.status, 500);
    assert.equal(answer.body.trim(), "sorry");
    assert.equal(row.status, 500);
    assert.match(row.error, /^java\.lang\.IllegalStateException: fails on purpose/);
    const [, sql] = await server.one("/probe/trace/sql.jsp?bad=1");
    assert.equal(sql.status, 500);
    assert.match(sql.error, /JasperException: .*; caused by org\.h2\..*NOWHERE/);
  });

  it("records async requests once, with the time until they complete", async () => {
    const [later, complete] = await server.one("/probe/trace/async.jsp?mode=complete");
    assert.equal(later.body.trim(), "later");
    assert.ok(complete.durationUs > 140_000, `${complete.durationUs} µs`);
    const [, dispatched] = await server.one("/probe/trace/async.jsp?mode=dispatch");
    assert.equal(dispatched.status, 200);
    assert.ok(dispatched.durationUs > 140_000);
    const [late, timeout] = await server.one("/probe/trace/async.jsp?mode=timeout");
    assert.equal(late.status, timeout.status);
    assert.ok(timeout.durationUs > 180_000);
  });

  it("records a client that went away, once", async () => {
    const from = server.receiver.of("slow.jsp").length;
    await server.abort("/probe/trace/slow.jsp");
    await server.receiver.until("the aborted request", () => server.receiver.of("slow.jsp").length > from);
    await delay(1000);
    assert.equal(server.receiver.of("slow.jsp").length, from + 1);
  });

  it("gives requests of one kept-alive connection nothing of each other", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const from = server.receiver.rows.length;
    await server.ask(
      `${server.tomcat.url}/probe/trace/hello.jsp`,
      { traceparent: PARENT, cookie: "uid=kim" },
      agent,
    );
    await server.ask(`${server.tomcat.url}/probe/trace/hello.jsp`, {}, agent);
    await server.ask(`${server.tomcat.url}/probe/trace/sql.jsp`, {}, agent);
    agent.destroy();
    await server.receiver.until("three transactions", () => server.receiver.rows.length >= from + 3);
    const [first, second, third] = server.receiver.rows.slice(from);
    assert.equal(first?.parentSpanId, "00f067aa0ba902b7");
    assert.equal(second?.parentSpanId, "");
    assert.equal(second?.userHash, "");
    assert.notEqual(second?.traceId, first?.traceId);
    assert.deepEqual(second?.calls, []);
    assert.equal(third?.calls.length, 5);
    assert.equal(new Set([first?.traceId, second?.traceId, third?.traceId]).size, 3);
  });
}
