import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { AppError } from "../base/app-error.ts";
import { memberAddress } from "../base/member-address.ts";
import type { CertsCall } from "./certs-call.ts";
import { certsDays } from "./certs-days.ts";
import { certsFiles } from "./certs-files.ts";
import { certsWords } from "./certs-words.ts";
import { type MemberNames, makeCertificate } from "./make-certificate.ts";

const DAYS = 825;

/** `gyeot certs member`: certificate and key of one member, signed by a CA that `gyeot certs ca` made. */
export async function certsMember({ flags, language }: CertsCall): Promise<number> {
  const words = certsWords[language];
  const [ca, name, out] = ["ca", "name", "out"].map((flag) => flags.get(flag)?.[0]);
  if (ca === undefined || name === undefined || out === undefined) {
    throw new AppError("invalid_argument", "gyeot certs member needs --ca DIR, --name NAME and --out DIR");
  }
  const names = { name, hosts: flags.get("host") ?? [], ips: flags.get("ip") ?? [] };
  checkNames(names);
  const span = certsDays(flags.get("days")?.[0], DAYS);
  const issuer = { cert: certsFiles.read(join(ca, "ca.crt")), key: certsFiles.read(join(ca, "ca.key")) };
  const { cert, key } = await makeCertificate.member(issuer, names, span).catch((cause: unknown) => {
    const text = `${ca} does not hold what gyeot certs ca made (ca.crt, ca.key: ECDSA P-256, PKCS #8)`;
    throw new AppError("certificate_invalid", text, cause);
  });
  const at = (file: string): string => join(out, file);
  const files = [
    { path: at(`${name}.crt`), text: cert, secret: false },
    { path: at(`${name}.key`), text: key, secret: true },
  ];
  certsFiles.write(out, files, { force: flags.has("force"), exists: words.exists });
  if (resolve(out) !== resolve(ca)) {
    const copy = { path: at("ca.crt"), text: issuer.cert, secret: false };
    certsFiles.write(out, [copy], { force: true, exists: words.exists });
  }
  const paths = `--peer-cert ${at(`${name}.crt`)} --peer-key ${at(`${name}.key`)} --peer-ca ${at("ca.crt")}`;
  const until = span.notAfter.toISOString().slice(0, 10);
  process.stdout.write(`${words.memberMade(name, until)}\n${words.memberUse}\n  --name ${name} ${paths}\n`);
  return 0;
}

function checkNames({ name, hosts, ips }: MemberNames): void {
  if (!memberAddress.isName(name)) {
    throw wrong(`--name "${name}" must be 1 to 63 letters, digits, dots, dashes or underscores`);
  }
  const host = hosts.find((text) => !/^[A-Za-z0-9_.-]{1,253}$/.test(text));
  if (host !== undefined) throw wrong(`--host "${host}" is no host name`);
  const ip = ips.find((text) => isIP(text) === 0);
  if (ip !== undefined) throw wrong(`--ip "${ip}" is no IP address`);
}

function wrong(message: string): AppError {
  return new AppError("invalid_argument", message);
}
