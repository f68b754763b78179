import { AppError } from "@aegis-stack/runtime/errors";

export const unknownUser = () =>
  new AppError({
    code: "users.unknown",
    category: "not-found",
    message: "There is no account with this id or e-mail address.",
    hint: "List the accounts to see which there are.",
  });

export const addressTaken = () =>
  new AppError({
    code: "users.taken",
    category: "conflict",
    message: "There is an account with this e-mail address already.",
    hint: "Use another address, or change that account.",
  });

export const lastAdmin = () =>
  new AppError({
    code: "users.last-admin",
    category: "conflict",
    message: "This is the last admin. Without one, accounts cannot be managed.",
    hint: "Make another account an admin first.",
  });

export const deactivatedUser = () =>
  new AppError({
    code: "users.deactivated",
    category: "conflict",
    message: "The account is deactivated, so a new password would not allow a sign-in.",
    hint: "Reactivate it first.",
  });
