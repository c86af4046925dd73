import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, it } from "node:test";
import { freePort } from "./free-port.ts";
import { RoundRobinProxy } from "./round-robin-proxy.ts";

describe("the round-robin proxy", () => {
  const servers: Server[] = [];
  const seen: string[] = [];
  let proxy: RoundRobinProxy;
  let url: string;

  beforeEach(async () => {
    const ports: number[] = [];
    for (const name of ["a", "b"]) {
      const server = createServer((request, response) => {
        if (request.url === "/break") {
          seen.push(`${name} /break`);
          request.socket.destroy();
          return;
        }
        let body = "";
        request.on("data", (chunk: Buffer) => {
          body += chunk.toString("utf8");
        });
        request.on("end", () => response.setHeader("x-name", name).end(body));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      servers.push(server);
      ports.push((server.address() as AddressInfo).port);
    }
    proxy = new RoundRobinProxy(ports, "/health");
    const port = await freePort();
    await proxy.listen(port);
    url = `http://127.0.0.1:${port}`;
  });

  afterEach(async () => {
    await proxy.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    seen.length = 0;
  });

  it("sends one request to each server in turn, body and all", async () => {
    const names: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      const response = await fetch(url, { method: "POST", body: `body ${i}` });
      assert.equal(await response.text(), `body ${i}`);
      names.push(response.headers.get("x-name"));
    }
    assert.equal(names.filter((name) => name === "a").length, 2);
    assert.notEqual(names[0], names[1]);
  });

  it("asks the other server when one refuses connections", async () => {
    servers[0]?.closeAllConnections();
    servers[0]?.close();
    for (let i = 0; i < 6; i++) {
      const response = await fetch(url, { method: "POST", body: "again" });
      assert.equal(response.headers.get("x-name"), "b");
      assert.equal(await response.text(), "again");
    }
  });

  it("never repeats a request that was sent", async () => {
    const response = await fetch(`${url}/break`, { method: "POST", body: "once" });
    assert.equal(response.status, 502);
    assert.equal(seen.length, 1);
  });
});
