import { createReadStream } from "node:fs";
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

/** Creates the handler of the files that browsers load. Their names contain a hash of their content, so they never change. */
export function createAssetHandler() {
  let listing: Promise<ReadonlyMap<string, Asset>> | undefined;
  return async function sendAsset(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    listing ??= listAssets(findBuild());
    const asset = (await listing).get(request.url.split("?", 1)[0]?.slice(ASSETS_PATH.length) ?? "");
    if (!asset) {
      reply.callNotFound();
      return reply;
    }
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const encoding = asset.encodings.find(({ name }) => isAccepted(accepted, name));
    if (encoding) reply.header("content-encoding", encoding.name);
    reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .header("vary", "accept-encoding")
      .header("x-content-type-options", "nosniff")
      .type(asset.contentType);
    return reply.send(createReadStream(`${asset.path}${encoding?.ending ?? ""}`));
  };
}
