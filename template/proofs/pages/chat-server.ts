import { linkIn, startAuthServer } from "./auth-server.ts";
// import { builtPages } from "./build.ts"; // aegis:!auth
// import { ownData } from "./operate.ts"; // aegis:!auth
// import { startServer } from "./start-server.ts"; // aegis:!auth
import { type Visitor, visitor } from "./visitor.ts";

const USER_PASSWORD = "four words in a row"; // aegis:auth

/** The built pages with the development model, and data of their own. */
export async function startChatServer() {
  // #region aegis:auth
  const server = await startAuthServer();
  const { stop } = server;
  // #else
  // const [directory, data] = await Promise.all([builtPages(), ownData()]);
  // const environment = { ...data.environment, NODE_ENV: "test" };
  // const server = await startServer({ mode: "production", directory, environment });
  // async function stop() {
  //   await server.stop();
  //   await data.drop();
  // }
  // #endregion
  const createVisitor = () => visitor(() => server.url);

  /** A caller of models: a user who is signed in, or a visitor where there are no accounts. @param name a word */
  async function createCaller(name: string): Promise<Visitor> {
    const caller = createVisitor();
    // #region aegis:auth
    const email = `${name}@example.com`;
    await caller.send("/sign-up", { name, email, password: USER_PASSWORD });
    const link = new URL(linkIn(await server.mailTo(email)), server.url);
    const token = link.searchParams.get("token") ?? "";
    await caller.send("/verify-email", { token, current: USER_PASSWORD });
    await caller.send("/sign-in", { email, password: USER_PASSWORD });
    // #else
    // await caller.get(`/chat?from=${name}`);
    // #endregion
    return caller;
  }

  return { createVisitor, createCaller, stop };
}

export type ChatServer = Awaited<ReturnType<typeof startChatServer>>;
