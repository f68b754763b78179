import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A private key and the certificate for it, as PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** One value of DER: what it is, how long it is, and what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = Buffer.from([content.length >> 8, content.length & 255]);
  return Buffer.concat([
    Buffer.from([tag, ...(content.length < 128 ? [content.length] : [0x82, ...size])]),
    content,
  ]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, "hex");
const name = (common: string) =>
  sequence(der(0x31, sequence(der(0x06, hex("550403")), der(0x0c, Buffer.from(common)))));
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, "")}`));

/** The signature's algorithm: ECDSA with SHA-256. */
const ALGORITHM = sequence(der(0x06, hex("2a8648ce3d040302")));

/**
 * A certificate that vouches for itself, for 127.0.0.1, made for one test: no key lies in the repository.
 *
 * @param validUntil a moment in the past makes one that has expired
 */
export function createCertificate(validUntil = new Date("2099-01-01")): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const alternative = sequence(der(0x87, Buffer.from([127, 0, 0, 1])));
  const authority = sequence(der(0x01, Buffer.from([255])));
  const extensions = sequence(
    sequence(der(0x06, hex("551d11")), der(0x04, alternative)),
    sequence(der(0x06, hex("551d13")), der(0x01, Buffer.from([255])), der(0x04, authority)),
  );
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(15)),
    ALGORITHM,
    name("test"),
    sequence(time(new Date("2020-01-01")), time(validUntil)),
    name("test"),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", signed, privateKey);
  const whole = sequence(signed, ALGORITHM, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
