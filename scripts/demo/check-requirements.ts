/** What must be there before anything starts: a JDK new enough for the chosen Tomcat. Messages say what to do. */

import { findCommand } from "./find-command.ts";
import type { ServerLine } from "./read-demo-options.ts";
import { runToEnd } from "./run-to-end.ts";

/** Tomcat 11 needs 17; the others would run on less, but the builds of agent and shop want 17 too. */
const JDK_MIN = 17;

/** Returns the JDK's version; throws an Error for the person at the terminal. */
export async function checkRequirements(tomcat: ServerLine): Promise<number> {
  const home = process.env["JAVA_HOME"];
  const java = findCommand("java", home === undefined ? [] : [`${home}/bin`]);
  const javac = findCommand("javac", home === undefined ? [] : [`${home}/bin`]);
  if (java === null || javac === null) {
    throw new Error(
      `No JDK found (${java === null ? "java" : "javac"} is missing). Install JDK ${JDK_MIN} or newer, for example ` +
        "`apt-get install openjdk-17-jdk-headless`, or set JAVA_HOME.",
    );
  }
  const output = await runToEnd(java, ["-version"], { timeoutMs: 30_000 });
  const major = Number(/version "(?:1\.)?(\d+)/.exec(output)?.[1] ?? 0);
  if (major < JDK_MIN) {
    throw new Error(
      `${java} is Java ${major}; Tomcat ${tomcat.version} and the builds need ${JDK_MIN} or newer.`,
    );
  }
  if (findCommand("mvn") === null) {
    throw new Error("Maven (mvn) is missing. Install it, for example `apt-get install maven`.");
  }
  return major;
}
