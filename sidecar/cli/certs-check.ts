import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { AppError } from "../base/app-error.ts";
import type { CertsCall } from "./certs-call.ts";
import { certsFiles } from "./certs-files.ts";
import { certsWords } from "./certs-words.ts";

interface Named<Content> {
  readonly path: string;
  readonly content: Content;
}

type Words = (typeof certsWords)["ko" | "en"];

const DAY_MS = 24 * 3_600_000;

/** `gyeot certs check FILE...`: what certificates and keys are, and whether they fit together. 1 when something is wrong. */
export function certsCheck({ rest, language }: CertsCall): number {
  if (rest.length === 0) throw new AppError("invalid_argument", "gyeot certs check needs files");
  const words = certsWords[language];
  const certificates: Named<X509Certificate>[] = [];
  const keys: Named<KeyObject>[] = [];
  for (const path of rest) {
    const text = certsFiles.read(path);
    const pem = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    for (const part of pem)
      certificates.push({ path, content: parse(path, () => new X509Certificate(part)) });
    if (pem.length === 0) keys.push({ path, content: parse(path, () => createPrivateKey(text)) });
  }
  let wrong = 0;
  const lines: string[] = [];
  for (const certificate of certificates) {
    const problems = problemsOf(certificate, certificates, words);
    wrong += problems.length;
    lines.push(...describe(certificate, certificates, keys, words), ...problems.map((text) => `  ! ${text}`));
  }
  for (const { path, content } of keys) {
    const open = (statSync(path).mode & 0o077) !== 0;
    const alone =
      certificates.length > 0 && !certificates.some((one) => one.content.checkPrivateKey(content));
    wrong += Number(open) + Number(alone);
    if (alone) lines.push(`${path}\n  ! ${words.keyAlone}`);
    if (open) lines.push(`${path}\n  ! ${words.keyOpen(path)}`);
  }
  if (wrong === 0) lines.push(words.good);
  process.stdout.write(`${lines.join("\n")}\n`);
  return wrong === 0 ? 0 : 1;
}

function parse<Content>(path: string, read: () => Content): Content {
  try {
    return read();
  } catch (cause) {
    throw new AppError(
      "certificate_invalid",
      `${path} is neither a certificate nor a private key in PEM`,
      cause,
    );
  }
}

function describe(
  { path, content }: Named<X509Certificate>,
  all: readonly Named<X509Certificate>[],
  keys: readonly Named<KeyObject>[],
  words: Words,
): string[] {
  const left = Math.floor((Date.parse(content.validTo) - Date.now()) / DAY_MS);
  const issuer = all.find((other) => other.content !== content && signed(other.content, content));
  const key = keys.find((other) => content.checkPrivateKey(other.content));
  const lines = [
    `${path}: ${content.ca ? words.ca : words.member} ${content.subject}`,
    `  ${words.names}: ${content.subjectAltName ?? "-"}`,
    `  ${words.issuer}: ${content.issuer}`,
    `  ${words.until}: ${new Date(content.validTo).toISOString().slice(0, 10)} (${words.days(Math.max(0, left))})`,
  ];
  if (issuer !== undefined) lines.push(`  ${words.fromCa(issuer.path)}`);
  if (key !== undefined) lines.push(`  ${words.keyFits(key.path)}`);
  return lines;
}

function problemsOf(
  { content }: Named<X509Certificate>,
  all: readonly Named<X509Certificate>[],
  words: Words,
): string[] {
  const problems: string[] = [];
  if (Date.parse(content.validTo) < Date.now()) problems.push(words.expired);
  if (Date.parse(content.validFrom) > Date.now()) problems.push(words.early);
  const authorities = all.filter((other) => other.content.ca);
  const foreign = !content.ca && authorities.length > 0;
  if (foreign && !authorities.some((other) => signed(other.content, content))) problems.push(words.notFromCa);
  return problems;
}

function signed(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}
