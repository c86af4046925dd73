// Sessions on Tomcat 11.0.24; see session-rules.ts.
import { jdk } from "./jdk.ts";
import { sessionRules } from "./session-rules.ts";

sessionRules({ version: "11.0.24", javaHomes: [undefined, jdk(25)] });
