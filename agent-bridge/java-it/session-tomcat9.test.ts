// Sessions on Tomcat 9.0.117; see session-rules.ts.
import { jdk } from "./jdk.ts";
import { sessionRules } from "./session-rules.ts";

sessionRules({ version: "9.0.117", javaHomes: [undefined, jdk(25)] });
