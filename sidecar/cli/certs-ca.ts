import { randomBytes, webcrypto } from "node:crypto";
import { join } from "node:path";
import { AppError } from "../base/app-error.ts";
import type { CertsCall } from "./certs-call.ts";
import { certsDays } from "./certs-days.ts";
import { certsFiles } from "./certs-files.ts";
import { certsWords } from "./certs-words.ts";
import { loadX509 } from "./load-x509.ts";

const DAYS = 3_650;

/** `gyeot certs ca`: a new private CA, `ca.crt` and `ca.key`, for the members of one grid. */
export async function certsCa({ flags, language }: CertsCall): Promise<number> {
  const words = certsWords[language];
  const out = flags.get("out")?.[0];
  if (out === undefined) throw new AppError("invalid_argument", "gyeot certs ca needs --out DIR");
  const { notBefore, notAfter } = certsDays(flags.get("days")?.[0], DAYS);
  const x509 = await loadX509();
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    "sign",
    "verify",
  ])) as webcrypto.CryptoKeyPair;
  const name = `CN=${(flags.get("name")?.[0] ?? "gyeot CA").replace(/[^\p{L}\p{N} ._-]/gu, "")} ${randomBytes(4).toString("hex")}`;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name,
    notBefore,
    notAfter,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  const files = [
    { path: join(out, "ca.crt"), text: `${certificate.toString("pem")}\n`, secret: false },
    { path: join(out, "ca.key"), text: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n`, secret: true },
  ];
  certsFiles.write(out, files, { force: flags.has("force"), exists: words.exists });
  process.stdout.write(`${words.caMade(join(out, "ca.crt"))}\n${words.caKeep(join(out, "ca.key"))}\n`);
  return 0;
}

/** Positive, and never the same twice. */
function serial(): string {
  return `01${randomBytes(15).toString("hex")}`;
}
