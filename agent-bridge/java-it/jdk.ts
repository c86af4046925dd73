// Finds another JDK of this machine beside the default one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const places = ["/usr/lib/jvm", "/opt", "/Library/Java/JavaVirtualMachines"];

/** Home of a JDK of that feature release, or undefined where there is none. */
export function jdk(feature: number): string | undefined {
  for (const place of places) {
    for (const name of existsSync(place) ? readdirSync(place) : []) {
      const home = join(place, name);
      const release = join(home, "release");
      if (!existsSync(release)) continue;
      if (new RegExp(`JAVA_VERSION="${feature}[."]`).test(readFileSync(release, "utf8"))) return home;
    }
  }
  return undefined;
}
