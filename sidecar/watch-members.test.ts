import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { createSecureContext } from "node:tls";
import { Client, credentials, type Server } from "@grpc/grpc-js";
import type { ApiDots, ApiOverview, ApiTransaction } from "./http/api-types.ts";
import { telemetryMethods } from "./rpc/telemetry-methods.ts";
import { gridStub } from "./testing/grid-stub.ts";
import { ReportClient } from "./testing/report-client.ts";
import { telemetryBatch } from "./testing/telemetry-batch.ts";
import { TestCertificates } from "./testing/test-certificates.ts";
import { type RunningWatch, watchRunner } from "./testing/watch-runner.ts";

const root = mkdtempSync(join(tmpdir(), "gyeot-watches-"));
const running: RunningWatch[] = [];
const stubs: Server[] = [];
after(async () => {
  await Promise.all(running.map((watch) => watch.stop("SIGKILL")));
  for (const stub of stubs) stub.forceShutdown();
  rmSync(root, { recursive: true, force: true });
});

describe("watches of three members with certificates", { timeout: 180_000 }, () => {
  const names = ["a", "b", "c"] as const;

  it("show the whole grid on each page, and nothing to whoever has no certificate of that name", async () => {
    const certificates = await TestCertificates.make(root);
    const members = names.map((name, index) => `${name}=127.0.0.1:${index + 1}`).join(",");
    for (const name of names) {
      const grid = ["--mode", "grid", "--members", members, ...(await certificates.member(name))];
      const own = ["--name", name, "--data-dir", join(root, name), "--http-port", "0"];
      running.push(await watchRunner([...own, ...grid]));
    }
    const others = (own: string): [string, string][] =>
      names.flatMap((name, index) => (name === own ? [] : [[name, running[index]?.watch ?? ""]]));
    for (const name of names)
      stubs.push(await gridStub(join(root, name, "run", "admin.sock"), () => others(name)));
    const fromMs = Date.now() - 60_000;
    for (const [index, name] of names.entries()) {
      const token = readFileSync(join(root, name, "run", "token"), "utf8").trim();
      const agent = new ReportClient(`unix:${join(root, name, "run", "telemetry.sock")}`, token);
      const count = 10 * (index + 1);
      agent.send(telemetryBatch({ seq: 1, was: `was-${name}`, endMs: Date.now(), count, users: 5 }));
      assert.ok(await agent.answered(1), JSON.stringify(agent.ended));
      agent.close();
    }
    const range = (): string => `from=${fromMs}&to=${Date.now() + 10_000}`;
    const get = async <Body>(watch: RunningWatch, path: string): Promise<Body> =>
      (await (await fetch(`${watch.url}${path}`)).json()) as Body;
    for (const watch of running) {
      for (let tries = 0; ; tries += 1) {
        const overview = await get<ApiOverview>(watch, `/api/overview?${range()}`);
        if (overview.points.reduce((sum, { count }) => sum + count, 0) === 60) break;
        assert.ok(tries < 150, `${JSON.stringify(overview.servers)}`);
        await delay(100);
      }
    }
    const [first] = running as [RunningWatch];
    const { id } = await get<ApiDots>(first, `/api/dots?${range()}`);
    await running[1]?.stop("SIGKILL");
    const whole = await get<ApiTransaction>(first, `/api/transactions/${id[0]}`);
    assert.deepEqual(whole.missing, ["b"]);
    assert.match(await follow(first.watch, [], "c"), /^14/);
    assert.match(
      await follow(first.watch, certificates.flags("c"), "b"),
      /^16: the certificate is for DNS:c/,
    );
  });
});

/** Tries to follow as `node`; gRPC status and words of the refusal. */
async function follow(address: string, flags: readonly string[], node: string): Promise<string> {
  const read = (at: number): Buffer => readFileSync(flags[at] as string);
  const secure =
    flags.length === 0
      ? credentials.createInsecure()
      : credentials.createFromSecureContext(
          createSecureContext({ cert: read(1), key: read(3), ca: read(5) }),
        );
  const client = new Client(address, secure);
  const { path, requestSerialize, responseDeserialize } = telemetryMethods.follow;
  const request = { node, nowMs: Date.now(), mac: Buffer.alloc(0), afterSeq: 0 };
  const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  call.resume();
  const refused = await new Promise<string>((resolve) => {
    call.on("error", (cause: Error & { code?: number; details?: string }) => {
      resolve(`${cause.code}: ${cause.details}`);
    });
  });
  client.close();
  return refused;
}
