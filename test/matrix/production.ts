import type { Rendered } from "./stacks.ts";

/** What an application cannot do without in production, besides its servers: nothing, for most. */
export function productionOf({ stack }: Rendered): NodeJS.ProcessEnv {
  const has = (wanted: string) => stack.parts.some(({ name }) => name === wanted);
  return {
    // Nobody is there to take a message.
    ...(has("mail") && { MAIL_URL: "smtp://127.0.0.1:1", MAIL_FROM: "no-reply@example.com" }),
    ...(has("auth") && {
      AUTH_SECRET: "2f9d1c7be04a4f6d8c3b5a1e9f7d2c4b",
      PUBLIC_URL: "http://localhost:8000",
    }),
  };
}
