import { AppError } from "../../errors/index.ts";

/** No account has the id or the address. */
export const createUnknownUserError = () =>
  new AppError({
    code: "users.unknown",
    category: "not-found",
    message: "There is no account with this id or e-mail address.",
    hint: "List the accounts to see which there are.",
  });

/** Another account has the address. */
export const createAddressTakenError = () =>
  new AppError({
    code: "users.taken",
    category: "conflict",
    message: "There is an account with this e-mail address already.",
    hint: "Use another address, or change that account.",
  });

/** The change would leave no admin. */
export const createLastAdminError = () =>
  new AppError({
    code: "users.last-admin",
    category: "conflict",
    message: "This is the last admin. Without one, accounts cannot be managed.",
    hint: "Make another account an admin first.",
  });

/** The account may not sign in. */
export const createDeactivatedUserError = () =>
  new AppError({
    code: "users.deactivated",
    category: "conflict",
    message: "The account is deactivated, so a new password would not allow a sign-in.",
    hint: "Reactivate it first.",
  });
