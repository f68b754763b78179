import type { FastifyPluginAsync } from "fastify";
import type { Auth } from "../auth.ts";
import { createAuditRoutes } from "./audit-routes.ts";
import { createUserRoutes } from "./user-routes.ts";

/** Creates the routes of accounts and of the audit log, for operators. */
export const createOperatorRoutes = ({
  users,
  roles,
  audit,
}: Pick<Auth, "users" | "roles" | "audit">): FastifyPluginAsync =>
  async function operatorRoutes(app) {
    await app.register(createUserRoutes(users, roles));
    await app.register(createAuditRoutes(audit));
  };
