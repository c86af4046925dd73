import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a contender adds to the application; nothing for those that sit in the server. */
export interface AppAdditions {
  /** Elements of web.xml. */
  readonly webXml?: string;
  /** Files below WEB-INF, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Jars for WEB-INF/lib. */
  readonly jars?: readonly string[];
}

/** Writes the application of the bench into `directory`: the same page for everybody. Returns the directory. */
export function peerApp(
  directory: string,
  { webXml = "", files = {}, jars = [] }: AppAdditions = {},
): string {
  const inside = join(directory, "WEB-INF");
  mkdirSync(join(inside, "lib"), { recursive: true });
  cpSync(fileURLToPath(new URL("hit.jsp", import.meta.url)), join(directory, "hit.jsp"));
  writeFileSync(
    join(inside, "web.xml"),
    `<?xml version="1.0" encoding="UTF-8"?>
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  <distributable/>
${webXml}
</web-app>
`,
  );
  for (const [path, text] of Object.entries(files)) writeFileSync(join(inside, path), text);
  for (const jar of jars) cpSync(jar, join(inside, "lib", basename(jar)));
  return directory;
}
