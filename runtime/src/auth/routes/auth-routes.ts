import type { FastifyPluginAsync } from "fastify";
import { acceptJsonBytes, createClientSignal, toWebRequest } from "../../http/index.ts";
import type { Auth } from "../auth.ts";
import { redirectCallbackErrors } from "./callback-errors.ts";

/** Creates the routes of sign-in, sign-up and sessions, as the library's clients know them. */
export const createAuthRoutes = (auth: Pick<Auth, "handle">): FastifyPluginAsync =>
  async function authRoutes(app) {
    acceptJsonBytes(app);
    app.setErrorHandler(redirectCallbackErrors);
    app.route({
      method: ["GET", "POST"],
      url: "/*",
      exposeHeadRoute: false,
      schema: { hide: true },
      handler: async (request, reply) => {
        const response = await auth.handle(toWebRequest(request, createClientSignal(reply)), request.ip);
        return reply.header("cache-control", "no-store").send(response);
      },
    });
  };
