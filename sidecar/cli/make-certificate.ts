import { randomBytes, webcrypto } from "node:crypto";
import { loadX509 } from "./load-x509.ts";

/** A certificate and its private key, PEM. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

/** From when until when. */
export interface CertificateSpan {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What a member's certificate says. */
export interface MemberNames {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly ips: readonly string[];
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Certificates as `gyeot certs` makes them: ECDSA P-256, names in the SAN, keys as PKCS #8. */
export const makeCertificate = {
  async ca(name: string, span: CertificateSpan): Promise<CertificatePair> {
    const x509 = await loadX509();
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: `CN=${name.replace(/[^\p{L}\p{N} ._-]/gu, "")}`,
      ...span,
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return pemOf(x509, certificate, keys);
  },

  /** It ends with its CA at the latest. Rejects when the key is not of the kind `ca` makes. */
  async member(ca: CertificatePair, names: MemberNames, span: CertificateSpan): Promise<CertificatePair> {
    const x509 = await loadX509();
    const keys = await newKeys();
    const issuer = new x509.X509Certificate(ca.cert);
    const pkcs8 = x509.PemConverter.decode(ca.key)[0] as ArrayBuffer;
    const signingKey = await webcrypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, false, ["sign"]);
    const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `CN=${names.name}`,
      issuer: issuer.subject,
      notBefore: span.notBefore,
      notAfter: new Date(Math.min(span.notAfter.getTime(), issuer.notAfter.getTime())),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([serverAuth, clientAuth]),
        new x509.SubjectAlternativeNameExtension([
          ...[...new Set([names.name, ...names.hosts])].map((value) => ({ type: "dns" as const, value })),
          ...[...new Set(names.ips)].map((value) => ({ type: "ip" as const, value })),
        ]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(issuer),
      ],
    });
    return pemOf(x509, certificate, keys);
  },
};

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as webcrypto.CryptoKeyPair;
}

async function pemOf(
  { PemConverter }: Awaited<ReturnType<typeof loadX509>>,
  certificate: { readonly toString: (format: "pem") => string },
  keys: webcrypto.CryptoKeyPair,
): Promise<CertificatePair> {
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { cert: `${certificate.toString("pem")}\n`, key: `${PemConverter.encode(key, "PRIVATE KEY")}\n` };
}

/** Positive, and never the same twice. */
function serial(): string {
  return `01${randomBytes(15).toString("hex")}`;
}
