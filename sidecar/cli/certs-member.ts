import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { AppError } from "../base/app-error.ts";
import { memberAddress } from "../base/member-address.ts";
import type { CertsCall } from "./certs-call.ts";
import { certsDays } from "./certs-days.ts";
import { certsFiles } from "./certs-files.ts";
import { certsWords } from "./certs-words.ts";
import { loadX509 } from "./load-x509.ts";

const DAYS = 825;

/** `gyeot certs member`: certificate and key of one member, signed by a CA that `gyeot certs ca` made. */
export async function certsMember({ flags, language }: CertsCall): Promise<number> {
  const words = certsWords[language];
  const [ca, name, out] = ["ca", "name", "out"].map((flag) => flags.get(flag)?.[0]);
  if (ca === undefined || name === undefined || out === undefined) {
    throw new AppError("invalid_argument", "gyeot certs member needs --ca DIR, --name NAME and --out DIR");
  }
  const { notBefore, notAfter } = certsDays(flags.get("days")?.[0], DAYS);
  const x509 = await loadX509();
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const caText = certsFiles.read(join(ca, "ca.crt"));
  const issuer = new x509.X509Certificate(caText);
  const pkcs8 = x509.PemConverter.decode(certsFiles.read(join(ca, "ca.key")))[0] as ArrayBuffer;
  const signingKey = await webcrypto.subtle
    .importKey("pkcs8", pkcs8, algorithm, false, ["sign"])
    .catch((cause: unknown) => {
      const text = `${join(ca, "ca.key")} is no key that gyeot certs ca made (ECDSA P-256, PKCS #8)`;
      throw new AppError("certificate_invalid", text, cause);
    });
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    "sign",
    "verify",
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(15).toString("hex")}`,
    subject: `CN=${name}`,
    issuer: issuer.subject,
    notBefore,
    notAfter: new Date(Math.min(notAfter.getTime(), issuer.notAfter.getTime())),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension(alternatives(name, flags)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  const [certFile, keyFile, caFile] = [`${name}.crt`, `${name}.key`, "ca.crt"].map((file) =>
    join(out, file),
  ) as [string, string, string];
  const files = [
    { path: certFile, text: `${certificate.toString("pem")}\n`, secret: false },
    { path: keyFile, text: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n`, secret: true },
  ];
  certsFiles.write(out, files, { force: flags.has("force"), exists: words.exists });
  if (resolve(out) !== resolve(ca)) {
    certsFiles.write(out, [{ path: caFile, text: caText, secret: false }], {
      force: true,
      exists: words.exists,
    });
  }
  const until = certificate.notAfter.toISOString().slice(0, 10);
  const use = `  --name ${name} --peer-cert ${certFile} --peer-key ${keyFile} --peer-ca ${caFile}`;
  process.stdout.write(`${words.memberMade(name, until)}\n${words.memberUse}\n${use}\n`);
  return 0;
}

function alternatives(
  name: string,
  flags: CertsCall["flags"],
): { readonly type: "dns" | "ip"; readonly value: string }[] {
  if (!memberAddress.isName(name)) {
    throw new AppError(
      "invalid_argument",
      `--name "${name}" must be 1 to 63 letters, digits, dots, dashes or underscores`,
    );
  }
  const hosts = flags.get("host") ?? [];
  const wrongHost = hosts.find((host) => !/^[A-Za-z0-9_.-]{1,253}$/.test(host));
  if (wrongHost !== undefined)
    throw new AppError("invalid_argument", `--host "${wrongHost}" is no host name`);
  const ips = flags.get("ip") ?? [];
  const wrongIp = ips.find((ip) => isIP(ip) === 0);
  if (wrongIp !== undefined) throw new AppError("invalid_argument", `--ip "${wrongIp}" is no IP address`);
  return [
    ...[...new Set([name, ...hosts])].map((value) => ({ type: "dns" as const, value })),
    ...[...new Set(ips)].map((value) => ({ type: "ip" as const, value })),
  ];
}
