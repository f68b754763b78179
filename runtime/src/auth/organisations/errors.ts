import { AppError } from "../../errors/index.ts";

/** Also thrown for an organisation that exists: an account that is not a member must not learn that it does. */
export const createUnknownOrganisationError = () =>
  new AppError({
    code: "organisations.unknown",
    category: "not-found",
    message: "There is no such organisation, or you are not in it.",
    hint: "List your organisations to see which there are.",
  });

/** Thrown for a member that an organisation does not have. */
export const createUnknownMemberError = () =>
  new AppError({
    code: "organisations.unknown-member",
    category: "not-found",
    message: "The organisation has no member with this id.",
    hint: "The organisation's page lists its members.",
  });

/** Also thrown for an invitation of another address. */
export const createUnknownInvitationError = () =>
  new AppError({
    code: "organisations.unknown-invitation",
    category: "not-found",
    message:
      "There is no such invitation for you: it was answered, revoked, has expired, or is for another address.",
    hint: "Sign in with the address that was invited, or ask for a new invitation.",
  });

/** Thrown when a member needs another role. */
export const createMissingRoleError = (role: string) =>
  new AppError({
    code: "organisations.forbidden",
    category: "forbidden",
    message: `This requires the role ${role} in the organisation.`,
    hint: `Ask someone who is ${role === "owner" ? "an owner" : "an admin or an owner"} of it.`,
  });

/** Thrown when a change would leave an organisation without an owner. */
export const createLastOwnerError = () =>
  new AppError({
    code: "organisations.last-owner",
    category: "conflict",
    message: "This is the last owner. Without one, the organisation cannot be managed.",
    hint: "Make another member an owner first, or delete the organisation.",
  });

/** Thrown when a member is invited. */
export const createAlreadyMemberError = () =>
  new AppError({
    code: "organisations.already-member",
    category: "conflict",
    message: "The account with this address is already a member of the organisation.",
    hint: "Change the role there, if that was meant.",
  });

/** Thrown when one of the limits is reached. */
export const createLimitError = (message: string, hint: string) =>
  new AppError({ code: "organisations.limit", category: "conflict", message, hint });

/** Thrown when an account has sent as many invitations as it can in a day. */
export const createTooManyInvitationsError = () =>
  new AppError({
    code: "organisations.too-many-invitations",
    category: "limited",
    message: "You have sent as many invitations as one person may in a day.",
    hint: "Try again tomorrow.",
    retryAfter: 24 * 60 * 60,
  });
