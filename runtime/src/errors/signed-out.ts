import { AppError } from "./app-error.ts";

/** No user is signed in. */
export const createSignedOutError = () =>
  new AppError({
    code: "auth.signed-out",
    category: "unauthorized",
    message: "No one is signed in.",
    hint: "Sign in first.",
  });
