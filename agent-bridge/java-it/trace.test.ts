/** The trace part of the agent in real Tomcats: every request answered is exactly one transaction, told truly. */
import { strict as assert } from "node:assert";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import {
  Agent,
  createServer as createHttpServer,
  get,
  type IncomingHttpHeaders,
  type Server,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { buildAgent } from "../../scripts/build-agent.ts";
import type { TransactionRow } from "../../sidecar/telemetry/transaction-row.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { startTomcat, type TomcatProcess } from "./tomcat-process.ts";
import { TraceReceiver } from "./trace-receiver.ts";
import { traceWar } from "./trace-war.ts";

const PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const JDK_25 = "/usr/lib/jvm/temurin-25-jdk-amd64";

interface Answer {
  readonly status: number;
  readonly body: string;
}

const work = mkdtempSync(join(tmpdir(), "gyeot-trace-"));
after(() => rmSync(work, { recursive: true, force: true }));

for (const [version, javaHome] of [
  ["9.0.117", undefined],
  ["10.1.59", undefined],
  ["11.0.24", JDK_25],
] as const) {
  const skip = javaHome !== undefined && !existsSync(javaHome) ? `NOT TESTED: no JDK in ${javaHome}` : false;
  describe(`traces in Tomcat ${version}${javaHome ? " on JDK 25" : ""}`, { skip }, () => {
    const receiver = new TraceReceiver(join(work, `run-${version}`));
    const heard: IncomingHttpHeaders[] = [];
    let tomcat: TomcatProcess;
    let other: Server;
    let otherUrl: string;

    before(async () => {
      receiver.control = { userCookie: "uid", trustedProxies: ["127.0.0.0/8"] };
      await receiver.start();
      other = createHttpServer((message, response) => {
        heard.push(message.headers);
        message.resume();
        response.statusCode = message.url === "/missing" ? 404 : message.url === "/broken" ? 503 : 200;
        response.end("other");
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => other.once("listening", resolve));
      otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      tomcat = await startTomcat({
        home: await fetchTomcat(version),
        base: join(work, `base-${version}`),
        agentJar: await buildAgent(),
        agentArgs: `run=${receiver.runDir},was=trace-${version}`,
        wars: [{ path: traceWar(join(work, "war")), contextPath: "/probe" }],
        readyPath: "/probe/static.txt",
        ...(javaHome === undefined ? {} : { javaHome }),
      });
      // Those that asked whether it had started; then nothing more of them comes.
      await receiver.until("the first requests", () => receiver.rows.length > 0);
      await delay(500);
    });

    after(async () => {
      tomcat?.kill("SIGKILL");
      await tomcat?.stopped;
      receiver.stop();
      other?.close();
    });

    /** One request, and the transactions that come of it. */
    async function one(
      path: string,
      headers: Record<string, string> = {},
    ): Promise<[Answer, TransactionRow]> {
      const from = receiver.rows.length;
      const answer = await fetchOnce(tomcat.url + path, headers);
      await receiver.until(`the transaction of ${path}`, () => receiver.rows.length > from);
      await delay(250);
      assert.equal(receiver.rows.length, from + 1, `one transaction for ${path}`);
      return [answer, receiver.rows[from] as TransactionRow];
    }

    it("says who it is", async () => {
      await receiver.until("a hello with the server's name", () => receiver.hellos.at(-1)?.server !== "");
      const hello = receiver.hellos.at(-1);
      assert.match(hello?.server ?? "", new RegExp(`^Apache Tomcat/${version}`));
      assert.equal(hello?.was, `trace-${version}`);
      assert.equal(hello?.pid, tomcat.pid);
      assert.deepEqual(receiver.faults, []);
      const warnings = readFileSync(tomcat.console, "utf8").match(/gyeot-agent WARN (?!sessions ).*/g);
      assert.deepEqual(warnings, null, "the agent warns of nothing but the grid that is not there");
    });

    it("records a plain request with times, name, address and no parent", async () => {
      const at = Date.now();
      const [answer, row] = await one("/probe/trace/hello.jsp?n=7&password=secret");
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
      const [, row] = await one("/probe/trace/hello.jsp", {
        traceparent: PARENT,
        "x-forwarded-for": "6.6.6.6, 203.0.113.7",
        cookie: "a=b; uid=kim",
      });
      assert.equal(row.traceId, "4bf92f3577b34da6a3ce929d0e0e4736");
      assert.equal(row.parentSpanId, "00f067aa0ba902b7");
      assert.equal(row.address, "203.0.113.7");
      assert.match(row.userHash, /^[0-9a-f]{16}$/);
      const [, same] = await one("/probe/trace/hello.jsp", { cookie: "uid=kim" });
      assert.equal(same.userHash, row.userHash);
      const [, wrong] = await one("/probe/trace/hello.jsp", { traceparent: PARENT.replace("00-", "ff-") });
      assert.equal(wrong.parentSpanId, "");
      assert.notEqual(wrong.traceId, row.traceId);
    });

    it("records static files, errors, what is not found and paths with ids", async () => {
      assert.equal((await one("/probe/static.txt"))[1].endpoint, "GET /probe/static.txt");
      const [none, missing] = await one("/probe/no/such/page");
      assert.equal(none.status, 404);
      assert.equal(missing.status, 404);
      assert.equal(missing.endpoint, "GET (404)");
      const [, unknown] = await one("/nowhere/at/all");
      assert.equal(unknown.status, 404);
      const [, item] = await one("/probe/api/items/4711/lines/9");
      assert.equal(item.endpoint, "GET /probe/api/items/{n}/lines/{n}");
      assert.equal(item.path, "/probe/api/items/4711/lines/9");
      const [, rewritten] = await one("/probe/api/x;jsessionid=0123456789ABCDEF");
      assert.equal(rewritten.path, "/probe/api/x");
      const [bad] = await one("/probe/trace/%2e%2e/%2e%2e/%2e%2e/x");
      assert.ok(bad.status >= 400);
    });

    it("records what escaped the application, also when an error page answers", async () => {
      const [answer, row] = await one("/probe/trace/fail.jsp");
      assert.equal(answer.status, 500);
      assert.equal(answer.body.trim(), "sorry");
      assert.equal(row.status, 500);
      assert.match(row.error, /^java\.lang\.IllegalStateException: fails on purpose/);
      const [, sql] = await one("/probe/trace/sql.jsp?bad=1");
      assert.equal(sql.status, 500);
      assert.match(sql.error, /JasperException: .*; caused by org\.h2\..*NOWHERE/);
    });

    it("records SQL with rows, target and time, once each", async () => {
      await one("/probe/trace/sql.jsp");
      const [answer, row] = await one("/probe/trace/sql.jsp");
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
      const [, bad] = await one("/probe/trace/sql.jsp?bad=1");
      const failed = bad.calls.at(-1);
      assert.equal(failed?.text, "select nothing from nowhere");
      assert.match(failed?.error ?? "", /^42S0\d: /);
    });

    it("records async requests once, with the time until they complete", async () => {
      const [later, complete] = await one("/probe/trace/async.jsp?mode=complete");
      assert.equal(later.body.trim(), "later");
      assert.ok(complete.durationUs > 140_000, `${complete.durationUs} µs`);
      const [, dispatched] = await one("/probe/trace/async.jsp?mode=dispatch");
      assert.equal(dispatched.status, 200);
      assert.ok(dispatched.durationUs > 140_000);
      const [late, timeout] = await one("/probe/trace/async.jsp?mode=timeout");
      assert.equal(late.status, timeout.status);
      assert.ok(timeout.durationUs > 180_000);
    });

    it("records a client that went away, once", async () => {
      const from = receiver.of("slow.jsp").length;
      await abort(tomcat.port, "/probe/trace/slow.jsp");
      await receiver.until("the aborted request", () => receiver.of("slow.jsp").length > from);
      await delay(1000);
      assert.equal(receiver.of("slow.jsp").length, from + 1);
    });

    it("hands the trace to the next server by both of the JDK's clients", async () => {
      for (const how of ["url", "client", "async"]) {
        const [answer, row] = await one(`/probe/trace/call.jsp?how=${how}&to=${otherUrl}/path?q=1`, {
          traceparent: PARENT,
          tracestate: "vendor=1",
        });
        assert.equal(answer.body.trim(), "200 other", how);
        const call = row.calls.find((found) => found.kind === "http");
        assert.equal(call?.text, `GET ${otherUrl}/path`, how);
        assert.equal(call?.rows, 200, how);
        assert.equal(call?.error, "", how);
        const header = heard.at(-1)?.["traceparent"];
        assert.equal(header, `00-4bf92f3577b34da6a3ce929d0e0e4736-${call?.spanId}-01`, how);
        assert.equal(heard.at(-1)?.["tracestate"], "vendor=1", how);
      }
    });

    it("leaves a trace header of the application alone and records failures", async () => {
      const own = PARENT.replace("4bf9", "aaaa");
      for (const how of ["url", "client"]) {
        const [, row] = await one(`/probe/trace/call.jsp?how=${how}&to=${otherUrl}/&own=${own}`);
        assert.equal(heard.at(-1)?.["traceparent"], own);
        assert.equal(row.calls.length, 1);
        const [, missing] = await one(`/probe/trace/call.jsp?how=${how}&to=${otherUrl}/missing`);
        assert.equal(missing.calls[0]?.rows, 404);
        const [, broken] = await one(`/probe/trace/call.jsp?how=${how}&to=${otherUrl}/broken`);
        assert.equal(broken.calls[0]?.rows, 503);
        const [refused, row2] = await one(`/probe/trace/call.jsp?how=${how}&to=http://127.0.0.1:1/x`);
        assert.match(refused.body, /failed/);
        assert.equal(row2.calls.length, 1);
        assert.match(row2.calls[0]?.error ?? "", /ConnectException/);
      }
      const [, posted] = await one(`/probe/trace/call.jsp?how=url&post=1&to=${otherUrl}/post`);
      assert.equal(posted.calls[0]?.text, `POST ${otherUrl}/post`);
      assert.equal(heard.at(-1)?.["traceparent"]?.slice(3, 35), posted.traceId);
    });

    it("gives requests of one kept-alive connection nothing of each other", async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const from = receiver.rows.length;
      await fetchOnce(
        `${tomcat.url}/probe/trace/hello.jsp`,
        { traceparent: PARENT, cookie: "uid=kim" },
        agent,
      );
      await fetchOnce(`${tomcat.url}/probe/trace/hello.jsp`, {}, agent);
      await fetchOnce(`${tomcat.url}/probe/trace/sql.jsp`, {}, agent);
      agent.destroy();
      await receiver.until("three transactions", () => receiver.rows.length >= from + 3);
      const [first, second, third] = receiver.rows.slice(from);
      assert.equal(first?.parentSpanId, "00f067aa0ba902b7");
      assert.equal(second?.parentSpanId, "");
      assert.equal(second?.userHash, "");
      assert.notEqual(second?.traceId, first?.traceId);
      assert.deepEqual(second?.calls, []);
      assert.equal(third?.calls.length, 5);
      assert.equal(new Set([first?.traceId, second?.traceId, third?.traceId]).size, 3);
    });

    it("sends gauges of heap, threads, connectors, pools and itself", async () => {
      const from = receiver.gauges.length;
      await receiver.until("two more gauges", () => receiver.gauges.length >= from + 2);
      const gauge = receiver.gauges.at(-1);
      assert.ok(gauge && gauge.heapUsed > 1e6 && gauge.heapMax >= gauge.heapUsed);
      assert.ok(gauge.pools.some((pool) => pool.kind === "heap" && pool.used > 0));
      assert.ok(gauge.collectors.length > 0 && gauge.threads > 5 && gauge.loadedClasses > 1000);
      const connector = gauge.connectors.find((pool) => pool.name.includes(String(tomcat.port)));
      assert.ok(connector && connector.max >= 200, JSON.stringify(gauge.connectors));
      const pool = gauge.jdbcPools.find((found) => found.name === "probe");
      assert.deepEqual([pool?.max, pool?.busy], [8, 0], JSON.stringify(gauge.jdbcPools));
      assert.equal(gauge.inFlight.length, 4);
      assert.ok(gauge.agentCpuUs > 0 && gauge.processCpu >= 0);
      assert.ok(gauge.atMs - (receiver.gauges.at(-2)?.atMs ?? 0) >= 1900);
    });

    it("opens a new stream when an application makes too many texts, and loses nothing", async () => {
      const streams = receiver.streams;
      const from = receiver.of("many.jsp").length;
      for (let n = 0; n < 44; n++) {
        assert.equal((await fetchOnce(`${tomcat.url}/probe/trace/many.jsp?from=${n * 500}`)).status, 200);
      }
      await receiver.until("all of them", () => receiver.of("many.jsp").length >= from + 44);
      await receiver.until("a new stream", () => receiver.streams > streams);
      await receiver.until("a settled ledger", () => receiver.settled());
      const texts = receiver.of("many.jsp").flatMap((row) => row.calls.map((call) => call.text));
      assert.equal(new Set(texts).size, 22_000);
      assert.deepEqual(receiver.ledger?.transactionsDropped, []);
      assert.deepEqual(receiver.faults, []);
      assert.ok(receiver.bytesMax < 1_000_000, `largest batch ${receiver.bytesMax} bytes`);
    });

    it("adds up under load: created = sent + dropped, every request once", async () => {
      const from = receiver.rows.length;
      const requests = 1200;
      const agent = new Agent({ keepAlive: true, maxSockets: 16 });
      let next = 0;
      const spans = new Set<string>();
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let n = next++; n < requests; n = next++) {
            const path = n % 3 === 0 ? "/probe/trace/sql.jsp" : `/probe/api/items/${n}`;
            const answer = await fetchOnce(tomcat.url + path, {}, agent);
            assert.equal(answer.status, 200);
          }
        }),
      );
      agent.destroy();
      await receiver.until("all of them", () => receiver.rows.length >= from + requests);
      await receiver.until("a settled ledger", () => receiver.settled());
      const rows = receiver.rows.slice(from);
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
      assert.equal(receiver.ledger?.transactionsCreated, receiver.rows.length);
      assert.deepEqual(receiver.ledger?.transactionsDropped, []);
      assert.deepEqual(receiver.faults, []);
    });
  });
}

function fetchOnce(url: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const message = get(url, { headers, agent: agent ?? false, timeout: 20_000 }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.on("error", reject);
    });
    message.on("timeout", () => message.destroy(new Error(`no answer from ${url}`)));
    message.on("error", reject);
  });
}

/** Asks, reads a little and cuts the connection. */
function abort(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`));
    socket.once("data", () => {
      socket.resetAndDestroy();
      resolve();
    });
    socket.once("error", reject);
  });
}
