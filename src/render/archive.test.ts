import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { pack, unpack } from "./archive.ts";
import { contentOf, type Files, sameContent } from "./file.ts";

const files: Files = new Map([
  ["b.sh", { content: "#!/bin/sh\n", executable: true }],
  ["a.txt", { content: "ä\n", executable: false }],
  ["logo.png", { content: new Uint8Array([137, 0, 255]), executable: false }],
]);

test("what is packed comes out again", () => {
  const out = unpack(pack(files));
  expect([...out.keys()].sort()).toEqual(["a.txt", "b.sh", "logo.png"]);
  for (const [path, file] of files) {
    const back = out.get(path);
    expect(back && sameContent(back, file)).toBe(true);
    expect(back?.executable).toBe(file.executable);
  }
});

test("the same files make the same bytes, in whatever order they came", () => {
  const reversed = new Map([...files].reverse());
  expect(Buffer.compare(pack(files), pack(reversed))).toBe(0);
});

test("damaged bytes do not pass for files", () => {
  expect(() => unpack(new Uint8Array([1, 2, 3]))).toThrow();
  const whole = pack(files);
  for (const length of [1, 18, 40, whole.length - 1])
    expect(() => unpack(whole.subarray(0, length)), `${length} bytes`).toThrow();
});

test("an archive of the first format is read", () => {
  const held = { "a.txt": { text: "ä" }, "b.sh": { text: "x", executable: true }, c: { base64: "iQD/" } };
  expect(unpack(brotliCompressSync(JSON.stringify(held)))).toEqual(
    new Map([
      ["a.txt", { content: "ä", executable: false }],
      ["b.sh", { content: "x", executable: true }],
      ["c", { content: Buffer.from([137, 0, 255]), executable: false }],
    ]),
  );
  for (const odd of [{ bytes: -1 }, { bytes: 1.5 }, { bytes: 1 }, {}, "text", null])
    expect(() => unpack(brotliCompressSync(JSON.stringify({ a: odd })))).toThrow();
});

test("text is told from bytes", () => {
  expect(contentOf(Buffer.from("ä"))).toBe("ä");
  expect(contentOf(Buffer.from("\uFEFFx"))).toBe("\uFEFFx");
  expect(contentOf(new Uint8Array([0, 1]))).toBeInstanceOf(Uint8Array);
  expect(contentOf(new Uint8Array([255, 254, 65]))).toBeInstanceOf(Uint8Array);
});

test("what is held by its name is looked up when its content is needed", () => {
  const asked: string[] = [];
  const packed = pack(files, { isNamed: (path) => path === "logo.png" });
  expect(packed.length).toBeLessThan(pack(files).length + "named".length);
  const out = unpack(packed, (path) => {
    asked.push(path);
    return "found";
  });
  expect(asked).toEqual([]);
  expect(out.get("logo.png")).toEqual({ content: "found", executable: false });
  expect(out.get("logo.png")?.content).toBe("found");
  expect(asked).toEqual(["logo.png"]);
  expect(unpack(packed).get("logo.png")?.content).toEqual(new Uint8Array());
});
