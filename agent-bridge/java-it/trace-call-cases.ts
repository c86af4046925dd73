/** Cases every Tomcat must pass: calls inside a transaction, gauges, and counts that add up under load. */
import { strict as assert } from "node:assert";
import { Agent } from "node:http";
import { it } from "node:test";
import type { TraceServer } from "./trace-server.ts";

const PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/** Adds the cases to the suite being defined; `server` is started before they run. */
export function traceCallCases(server: TraceServer): void {
  it("records SQL with rows, target and time, once each", async () => {
    await server.one("/probe/trace/sql.jsp");
    const [answer, row] = await server.one("/probe/trace/sql.jsp");
    assert.equal(answer.body.trim(), "13");
    const calls = row.calls
      .filter((call) => call.kind === "jdbc")
      .map((call) => `${call.text} | ${call.rows}`);
    assert.deepEqual(calls, [
      "select id, name from goods where id <= ? order by id | 10",
      "select stock from goods where id = ? | 1",
      "select stock from goods where id = ? | 1",
      "update goods set stock = stock - 1 + 1 where id = ? | 1",
      "select count(*) from goods | 1",
    ]);
    assert.equal(row.sqlCount, 5);
    assert.equal(row.calls[0]?.target, "jdbc:h2:mem:probe");
    assert.ok(row.sqlUs > 0 && row.sqlUs <= row.durationUs);
    for (const call of row.calls) {
      assert.ok(
        call.offsetUs + call.durationUs <= row.durationUs + 1000,
        "a call ends within its transaction",
      );
    }
    const [, bad] = await server.one("/probe/trace/sql.jsp?bad=1");
    const failed = bad.calls.at(-1);
    assert.equal(failed?.text, "select nothing from nowhere");
    assert.match(failed?.error ?? "", /^42S0\d: /);
  });

  it("hands the trace to the next server by both of the JDK's clients", async () => {
    for (const how of ["url", "client", "async"]) {
      const [answer, row] = await server.one(
        `/probe/trace/call.jsp?how=${how}&to=${server.otherUrl}/path?q=1`,
        {
          traceparent: PARENT,
          tracestate: "vendor=1",
        },
      );
      assert.equal(answer.body.trim(), "200 other", how);
      const call = row.calls.find((found) => found.kind === "http");
      assert.equal(call?.text, `GET ${server.otherUrl}/path`, how);
      assert.equal(call?.rows, 200, how);
      assert.equal(call?.error, "", how);
      const header = server.heard.at(-1)?.["traceparent"];
      assert.equal(header, `00-4bf92f3577b34da6a3ce929d0e0e4736-${call?.spanId}-01`, how);
      assert.equal(server.heard.at(-1)?.["tracestate"], "vendor=1", how);
    }
  });

  it("leaves a trace header of the application alone and records failures", async () => {
    const own = PARENT.replace("4bf9", "aaaa");
    for (const how of ["url", "client"]) {
      const [, row] = await server.one(`/probe/trace/call.jsp?how=${how}&to=${server.otherUrl}/&own=${own}`);
      assert.equal(server.heard.at(-1)?.["traceparent"], own);
      assert.equal(row.calls.length, 1);
      const [, missing] = await server.one(`/probe/trace/call.jsp?how=${how}&to=${server.otherUrl}/missing`);
      assert.equal(missing.calls[0]?.rows, 404);
      const [, broken] = await server.one(`/probe/trace/call.jsp?how=${how}&to=${server.otherUrl}/broken`);
      assert.equal(broken.calls[0]?.rows, 503);
      const [refused, row2] = await server.one(`/probe/trace/call.jsp?how=${how}&to=http://127.0.0.1:1/x`);
      assert.match(refused.body, /failed/);
      assert.equal(row2.calls.length, 1);
      assert.match(row2.calls[0]?.error ?? "", /ConnectException/);
    }
    const [, posted] = await server.one(`/probe/trace/call.jsp?how=url&post=1&to=${server.otherUrl}/post`);
    assert.equal(posted.calls[0]?.text, `POST ${server.otherUrl}/post`);
    assert.equal(server.heard.at(-1)?.["traceparent"]?.slice(3, 35), posted.traceId);
  });

  it("sends gauges of heap, threads, connectors, pools and itself", async () => {
    const from = server.receiver.gauges.length;
    await server.receiver.until("two more gauges", () => server.receiver.gauges.length >= from + 2);
    const gauge = server.receiver.gauges.at(-1);
    assert.ok(gauge && gauge.heapUsed > 1e6 && gauge.heapMax >= gauge.heapUsed);
    assert.ok(gauge.pools.some((pool) => pool.kind === "heap" && pool.used > 0));
    assert.ok(gauge.collectors.length > 0 && gauge.threads > 5 && gauge.loadedClasses > 1000);
    const connector = gauge.connectors.find((pool) => pool.name.includes(String(server.tomcat.port)));
    assert.ok(connector && connector.max >= 200, JSON.stringify(gauge.connectors));
    const pool = gauge.jdbcPools.find((found) => found.name === "probe");
    assert.deepEqual([pool?.max, pool?.busy], [8, 0], JSON.stringify(gauge.jdbcPools));
    assert.equal(gauge.inFlight.length, 4);
    assert.ok(gauge.agentCpuUs > 0 && gauge.processCpu >= 0);
    assert.ok(gauge.atMs - (server.receiver.gauges.at(-2)?.atMs ?? 0) >= 1900);
  });

  it("opens a new stream when an application makes too many texts, and loses nothing", async () => {
    const streams = server.receiver.streams;
    const from = server.receiver.of("many.jsp").length;
    for (let n = 0; n < 44; n++) {
      assert.equal(
        (await server.ask(`${server.tomcat.url}/probe/trace/many.jsp?from=${n * 500}`)).status,
        200,
      );
    }
    await server.receiver.until("all of them", () => server.receiver.of("many.jsp").length >= from + 44);
    await server.receiver.until("a new stream", () => server.receiver.streams > streams);
    await server.receiver.until("a settled ledger", () => server.receiver.settled());
    const texts = server.receiver.of("many.jsp").flatMap((row) => row.calls.map((call) => call.text));
    assert.equal(new Set(texts).size, 22_000);
    assert.deepEqual(server.receiver.ledger?.transactionsDropped, []);
    assert.deepEqual(server.receiver.faults, []);
    assert.ok(server.receiver.bytesMax < 1_000_000, `largest batch ${server.receiver.bytesMax} bytes`);
  });

  it("adds up under load: created = sent + dropped, every request once", async () => {
    const from = server.receiver.rows.length;
    const requests = 1200;
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    let next = 0;
    const spans = new Set<string>();
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let n = next++; n < requests; n = next++) {
          const path = n % 3 === 0 ? "/probe/trace/sql.jsp" : `/probe/api/items/${n}`;
          const answer = await server.ask(server.tomcat.url + path, {}, agent);
          assert.equal(answer.status, 200);
        }
      }),
    );
    agent.destroy();
    await server.receiver.until("all of them", () => server.receiver.rows.length >= from + requests);
    await server.receiver.until("a settled ledger", () => server.receiver.settled());
    const rows = server.receiver.rows.slice(from);
    assert.equal(rows.length, requests);
    for (const row of rows) {
      spans.add(row.spanId);
    }
    assert.equal(spans.size, requests);
    assert.equal(new Set(rows.map((row) => row.endpoint)).size, 2);
    assert.equal(
      rows.reduce((sum, row) => sum + row.calls.filter((call) => call.kind === "jdbc").length, 0),
      5 * Math.ceil(requests / 3),
    );
    assert.equal(server.receiver.ledger?.transactionsCreated, server.receiver.rows.length);
    assert.deepEqual(server.receiver.ledger?.transactionsDropped, []);
    assert.deepEqual(server.receiver.faults, []);
  });
}
