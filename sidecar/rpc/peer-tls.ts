import { constants, createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createSecureContext, type SecureContext, type SecureContextOptions } from "node:tls";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";

/** Paths of certificate, private key and CA. */
export interface PeerTlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** What PeerTls needs. */
export interface PeerTlsOptions {
  readonly files: PeerTlsFiles;
  /** The certificate must name this member. */
  readonly node: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Renewed files are noticed within this time. */
const LOOK_MS = 2_000;

/** Said in the log, once a minute, from this long before the certificate expires. */
const EXPIRES_SOON_MS = 14 * 24 * 3_600_000;

/** A PEM file of a few certificates; protects the heap from a path to something else. */
const FILE_BYTES_MAX = 1024 * 1024;

/** Peers speak TLS 1.3 or not at all; every link shows its certificate anew, no session is resumed. */
const VERSION = {
  minVersion: "TLSv1.3",
  maxVersion: "TLSv1.3",
  secureOptions: constants.SSL_OP_NO_TICKET,
} as const;

/** A chain, or an old and a new CA side by side. */
const CERTIFICATES_MAX = 8;

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * This member's certificate, key and the CA of all members, read again when the files change. New links use the new
 * ones; links that stand stay. Files that do not fit together are reported and the last good ones kept.
 */
export class PeerTls implements Part {
  readonly name = "certificates";
  readonly #options: PeerTlsOptions;
  readonly #listeners: ((options: SecureContextOptions) => void)[] = [];
  #read: { readonly texts: string; readonly options: SecureContextOptions; readonly context: SecureContext };
  #expiresMs: number;
  #cancel: Cancel = () => {};

  /** Throws `certificate_invalid`, saying what to do. */
  constructor(options: PeerTlsOptions) {
    this.#options = options;
    const { read, expiresMs } = load(options);
    this.#read = read;
    this.#expiresMs = expiresMs;
  }

  /** For dials. */
  context(): SecureContext {
    return this.#read.context;
  }

  /** For the server, now and at each change. */
  onOptions(listener: (options: SecureContextOptions) => void): void {
    this.#listeners.push(listener);
    listener(this.#read.options);
  }

  start(): void {
    this.#cancel = this.#options.clock.every(LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const { clock, log, files } = this.#options;
    try {
      if (textsOf(files).join("\0") !== this.#read.texts) {
        const { read, expiresMs } = load(this.#options);
        this.#read = read;
        this.#expiresMs = expiresMs;
        for (const listener of this.#listeners) listener(read.options);
        log.info("the certificates were read again", { expires: new Date(expiresMs).toISOString() });
      }
    } catch (cause) {
      // Half-written, or not meant: the next look decides, and what worked goes on working.
      log.warnSometimes("the certificates on disk cannot be used; the last good ones stay", { cause });
    }
    const leftMs = this.#expiresMs - clock.nowMs();
    if (leftMs < EXPIRES_SOON_MS) {
      log.warnSometimes("the certificate of this sidecar expires soon; renew it with gyeot certs member", {
        expires: new Date(this.#expiresMs).toISOString(),
      });
    }
  }
}

function load({ files, node, clock }: PeerTlsOptions): {
  readonly read: { texts: string; options: SecureContextOptions; context: SecureContext };
  readonly expiresMs: number;
} {
  const [cert, key, ca] = textsOf(files);
  const [own, ...between] = certificates(cert as string, files.cert) as [X509Certificate];
  const authorities = certificates(ca as string, files.ca);
  const nowMs = clock.nowMs();
  const expiresMs = Date.parse(own.validTo);
  if (expiresMs < nowMs)
    throw invalid(`${files.cert} expired on ${own.validTo}; make a new one with gyeot certs member`);
  if (Date.parse(own.validFrom) > nowMs)
    throw invalid(`${files.cert} is not valid before ${own.validFrom}; check the clock`);
  if (own.checkHost(node, { subject: "never", wildcards: false }) === undefined) {
    throw invalid(
      `${files.cert} is for ${own.subjectAltName ?? "nobody"}, not for "${node}"; ` +
        `make one with gyeot certs member --name ${node}, or start with the --name it has`,
    );
  }
  if (authorities.some((authority) => !authority.ca))
    throw invalid(`${files.ca} is no certificate of a CA; it is what gyeot certs ca wrote to ca.crt`);
  if (!comesFrom(own, between, authorities))
    throw invalid(`${files.cert} does not come from the CA in ${files.ca}; all members need the same CA`);
  const options = { cert: cert as string, key: key as string, ca: ca as string, ...VERSION };
  try {
    if (!own.checkPrivateKey(createPrivateKey(options.key)))
      throw new Error("it belongs to another certificate");
    return {
      read: { texts: [cert, key, ca].join("\0"), options, context: createSecureContext(options) },
      expiresMs,
    };
  } catch (cause) {
    throw invalid(`the key ${files.key} cannot be used: ${AppError.from(cause).message}`, cause);
  }
}

/** Directly, or by the intermediate certificates that follow it in its file. */
function comesFrom(
  own: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  const by = (issuer: X509Certificate, subject: X509Certificate): boolean =>
    subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  let last = own;
  for (const next of between) if (by(next, last)) last = next;
  return authorities.some((authority) => by(authority, last));
}

function textsOf({ cert, key, ca }: PeerTlsFiles): string[] {
  const texts = [cert, key, ca].map((path) => {
    try {
      if (statSync(path).size > FILE_BYTES_MAX) throw new Error("it is too large for PEM");
      return readFileSync(path, "utf8");
    } catch (cause) {
      throw invalid(`${path} cannot be read: ${AppError.from(cause).message}`, cause);
    }
  });
  if ((statSync(key).mode & 0o077) !== 0)
    throw invalid(`others can read the private key; run: chmod 600 ${key}`);
  return texts;
}

function certificates(pem: string, path: string): X509Certificate[] {
  try {
    const found = (pem.match(PEM) ?? []).map((text) => new X509Certificate(text));
    if (found.length > 0 && found.length <= CERTIFICATES_MAX) return found;
  } catch (cause) {
    throw invalid(`${path} holds a damaged certificate`, cause);
  }
  throw invalid(`${path} must hold 1 to ${CERTIFICATES_MAX} certificates in PEM`);
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError("certificate_invalid", message, cause);
}
