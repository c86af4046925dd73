// Sessions on Tomcat 10.1.59; see session-rules.ts.
import { jdk } from "./jdk.ts";
import { sessionRules } from "./session-rules.ts";

sessionRules({ version: "10.1.59", javaHomes: [undefined, jdk(25)] });
