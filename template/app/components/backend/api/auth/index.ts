import { acceptJsonBytes, toWebRequest } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsync } from "fastify";
import type { WithServices } from "#app/components/backend/services.ts";
import { answerCallbackFaults } from "./callback-faults.ts"; // aegis:auth=oauth

/** Sign-in, sign-up, sessions and the rest of better-auth's routes, as its clients know them. */
export const authRoutes: FastifyPluginAsync<WithServices> = async (app, { services }) => {
  acceptJsonBytes(app);
  app.setErrorHandler(answerCallbackFaults); // aegis:auth=oauth
  app.route({
    method: ["GET", "POST"],
    url: "/*",
    exposeHeadRoute: false,
    schema: { hide: true },
    handler: async (request, reply) => {
      const answer = await services.auth.handle(toWebRequest(request, request.signal), request.ip);
      return reply.header("cache-control", "no-store").send(answer);
    },
  });
};
