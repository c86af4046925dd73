import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { CertsCall } from "./certs-call.ts";
import { certsDays } from "./certs-days.ts";
import { certsFiles } from "./certs-files.ts";
import { certsWords } from "./certs-words.ts";
import { makeCertificate } from "./make-certificate.ts";

const DAYS = 3_650;

/** `gyeot certs ca`: a new private CA, `ca.crt` and `ca.key`, for the members of one grid. */
export async function certsCa({ flags, language }: CertsCall): Promise<number> {
  const words = certsWords[language];
  const out = flags.get("out")?.[0];
  if (out === undefined) throw new AppError("invalid_argument", "gyeot certs ca needs --out DIR");
  // Two CAs of one site must not be taken for each other.
  const name = `${flags.get("name")?.[0] ?? "gyeot CA"} ${randomBytes(4).toString("hex")}`;
  const { cert, key } = await makeCertificate.ca(name, certsDays(flags.get("days")?.[0], DAYS));
  const files = [
    { path: join(out, "ca.crt"), text: cert, secret: false },
    { path: join(out, "ca.key"), text: key, secret: true },
  ];
  certsFiles.write(out, files, { force: flags.has("force"), exists: words.exists });
  process.stdout.write(`${words.caMade(join(out, "ca.crt"))}\n${words.caKeep(join(out, "ca.key"))}\n`);
  return 0;
}
