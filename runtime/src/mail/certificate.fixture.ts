import { generate } from "selfsigned";

/** A private key and the certificate for it, as PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/**
 * Creates a self-signed certificate for 127.0.0.1, so that no key lies in the repository.
 *
 * @param validUntil a time in the past creates one that has expired
 */
export async function createCertificate(validUntil = new Date("2099-01-01")): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "test" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date("2020-01-01"),
    notAfterDate: validUntil,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  return { key, cert };
}
