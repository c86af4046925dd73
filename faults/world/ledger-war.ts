/**
 * Builds the suite's own application for one Tomcat: its source is written for javax and compiled for jakarta where the
 * server wants that. The result is an unpacked WAR.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { shell } from "./shell.ts";

const source = fileURLToPath(new URL("../war", import.meta.url));

/** Returns the directory of the built application, below `directory`. */
export async function ledgerWar(tomcatHome: string, directory: string): Promise<string> {
  const war = join(directory, "ledger");
  const classes = join(war, "WEB-INF", "classes");
  mkdirSync(classes, { recursive: true });
  cpSync(join(source, "WEB-INF", "web.xml"), join(war, "WEB-INF", "web.xml"));
  const api = join(tomcatHome, "lib", "servlet-api.jar");
  const isJakarta = !(await shell("jar", ["tf", api])).includes("javax/servlet/http/HttpSession.class");
  const text = readFileSync(join(source, "src", "ledger", "Ledger.java"), "utf8");
  const file = join(directory, "Ledger.java");
  writeFileSync(file, isJakarta ? text.replaceAll("javax.servlet", "jakarta.servlet") : text);
  await shell("javac", ["-nowarn", "-Xlint:-options", "--release", "8", "-cp", api, "-d", classes, file]);
  return war;
}
