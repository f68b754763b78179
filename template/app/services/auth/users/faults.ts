import { AppError } from "@aegis-stack/runtime/errors";

export const unknownUser = () =>
  new AppError({
    code: "users.unknown",
    kind: "not-found",
    what: "There is no account with this id or e-mail address.",
    todo: "List the accounts to see which there are.",
  });

export const addressTaken = () =>
  new AppError({
    code: "users.taken",
    kind: "conflict",
    what: "There is an account with this e-mail address already.",
    todo: "Use another address, or change that account.",
  });

export const lastAdmin = () =>
  new AppError({
    code: "users.last-admin",
    kind: "conflict",
    what: "This is the last admin. Without one, accounts cannot be managed.",
    todo: "Make another account an admin first.",
  });

export const deactivatedUser = () =>
  new AppError({
    code: "users.deactivated",
    kind: "conflict",
    what: "The account is deactivated, so a new password would not allow a sign-in.",
    todo: "Reactivate it first.",
  });
