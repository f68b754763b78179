import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Asset, findBuild, listAssets } from "./read-build.ts";

/** Where the files are, as the build has it. */
export const ASSETS_PATH = "/overseer/assets/";

/** Whether a client accepts an encoding, by its Accept-Encoding header. */
const isAccepted = (accepted: string, encoding: string): boolean =>
  accepted.split(",").some((part) => {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });

/** What is sent of a file, and its content encoding. */
type Encoded = readonly [content: Buffer | ReturnType<typeof createReadStream>, encoding?: string];

const compress = promisify(gzip);

/**
 * Returns a function that reads a file in the smallest form that a client accepts. Browsers accept Brotli over TLS alone; what
 * the others receive is compressed once, by the first request, since a second copy of each file would make the package larger.
 */
function createAssetReader(): (asset: Asset, accepted: string) => Promise<Encoded> {
  const compressed = new Map<string, Promise<Buffer>>();
  return async ({ path, brotliPath }, accepted) => {
    if (brotliPath !== undefined && isAccepted(accepted, "br")) return [createReadStream(brotliPath), "br"];
    if (!isAccepted(accepted, "gzip")) return [createReadStream(path)];
    const content = compressed.get(path) ?? readFile(path).then((plain) => compress(plain));
    compressed.set(path, content);
    return [await content, "gzip"];
  };
}

/** Creates the handler of the files that browsers load. Their names contain a hash of their content, so they never change. */
export function createAssetHandler() {
  const read = createAssetReader();
  let listing: Promise<ReadonlyMap<string, Asset>> | undefined;
  return async function sendAsset(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    listing ??= listAssets(findBuild());
    const asset = (await listing).get(request.url.split("?", 1)[0]?.slice(ASSETS_PATH.length) ?? "");
    if (!asset) {
      reply.callNotFound();
      return reply;
    }
    const [content, encoding] = await read(asset, String(request.headers["accept-encoding"] ?? ""));
    if (encoding) reply.header("content-encoding", encoding);
    reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .header("vary", "accept-encoding")
      .header("x-content-type-options", "nosniff")
      .type(asset.contentType);
    return reply.send(content);
  };
}
