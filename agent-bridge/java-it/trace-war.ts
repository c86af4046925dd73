/**
 * Lays out the WAR the trace tests run: the JSPs of probe-war/trace with H2 and HikariCP in WEB-INF/lib, fetched by
 * their Maven coordinates. The same WAR for javax and jakarta: JSPs name no servlet package.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LIBRARIES = ["com.h2database:h2:2.2.224", "com.zaxxer:HikariCP:4.0.3", "org.slf4j:slf4j-api:1.7.36"];
/** A first download on a slow line. */
const FETCH_MS_MAX = 300_000;

const WEB_XML = `<?xml version="1.0" encoding="UTF-8"?>
<web-app version="3.1">
  <error-page><exception-type>java.lang.IllegalStateException</exception-type>
    <location>/trace/error.jsp</location></error-page>
  <servlet><servlet-name>api</servlet-name><jsp-file>/trace/hello.jsp</jsp-file></servlet>
  <servlet-mapping><servlet-name>api</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
</web-app>
`;

/** Makes the WAR as a directory at `path`. */
export function traceWar(path: string): string {
  const libraries = join(path, "WEB-INF", "lib");
  mkdirSync(libraries, { recursive: true });
  cpSync(fileURLToPath(new URL("./probe-war/trace", import.meta.url)), join(path, "trace"), {
    recursive: true,
  });
  writeFileSync(join(path, "WEB-INF", "web.xml"), WEB_XML);
  writeFileSync(join(path, "static.txt"), "a static file\n");
  for (const artifact of LIBRARIES) {
    const [group, name, version] = artifact.split(":") as [string, string, string];
    const jar = `${name}-${version}.jar`;
    // Maven takes seconds to start: what it has fetched before is taken from its repository.
    const fetched = join(homedir(), ".m2", "repository", ...group.split("."), name, version, jar);
    if (existsSync(fetched)) {
      cpSync(fetched, join(libraries, jar));
    } else {
      const flags = [`-Dartifact=${artifact}`, `-DoutputDirectory=${libraries}`];
      execFileSync("mvn", ["-B", "-q", "dependency:copy", ...flags], {
        timeout: FETCH_MS_MAX,
        stdio: "pipe",
      });
    }
  }
  return path;
}
