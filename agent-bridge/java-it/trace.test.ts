/** The trace part of the agent in real Tomcats: every request answered is exactly one transaction, told truly. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { jdk } from "./jdk.ts";
import { traceCallCases } from "./trace-call-cases.ts";
import { traceRequestCases } from "./trace-request-cases.ts";
import { TraceServer } from "./trace-server.ts";

/** The newest Tomcat on the newest Java: the JDK's HTTP clients differ there. */
const servers = [
  { version: "9.0.117", feature: undefined },
  { version: "10.1.59", feature: undefined },
  { version: "11.0.24", feature: 25 },
];

const work = mkdtempSync(join(tmpdir(), "gyeot-trace-"));
after(() => rmSync(work, { recursive: true, force: true }));

for (const { version, feature } of servers) {
  const javaHome = feature === undefined ? undefined : jdk(feature);
  const skip = feature !== undefined && javaHome === undefined ? `NOT TESTED: no JDK ${feature} here` : false;
  describe(`traces in Tomcat ${version}${feature ? ` on JDK ${feature}` : ""}`, { skip }, () => {
    const server = new TraceServer(version, javaHome, work);
    before(() => server.start());
    after(() => server.stop());
    traceRequestCases(server);
    traceCallCases(server);
  });
}
