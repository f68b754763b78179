import { AppError } from "@aegis-stack/runtime/errors";
import type { OrganisationRole } from "./roles.ts";

/** Also for an organisation that exists: whoever is not in it is not to learn that. */
export const unknownOrganisation = () =>
  new AppError({
    code: "organisations.unknown",
    kind: "not-found",
    what: "There is no such organisation, or you are not in it.",
    todo: "List your organisations to see which there are.",
  });

export const unknownMember = () =>
  new AppError({
    code: "organisations.unknown-member",
    kind: "not-found",
    what: "The organisation has no member with this id.",
    todo: "The organisation's page lists its members.",
  });

/** Also for an invitation that is for somebody else. */
export const unknownInvitation = () =>
  new AppError({
    code: "organisations.unknown-invitation",
    kind: "not-found",
    what: "There is no such invitation for you: it was answered, revoked, has expired, or is for another address.",
    todo: "Sign in with the address that was invited, or ask for a new invitation.",
  });

export const needsRole = (role: OrganisationRole) =>
  new AppError({
    code: "organisations.forbidden",
    kind: "forbidden",
    what: `This requires the role ${role} in the organisation.`,
    todo: `Ask someone who is ${role === "owner" ? "an owner" : "an admin or an owner"} of it.`,
  });

export const lastOwner = () =>
  new AppError({
    code: "organisations.last-owner",
    kind: "conflict",
    what: "This is the last owner. Without one, the organisation cannot be managed.",
    todo: "Make another member an owner first, or delete the organisation.",
  });

export const alreadyMember = () =>
  new AppError({
    code: "organisations.already-member",
    kind: "conflict",
    what: "The account with this address is already a member of the organisation.",
    todo: "Change the role there, if that was meant.",
  });

export const full = (what: string, todo: string) =>
  new AppError({ code: "organisations.limit", kind: "conflict", what, todo });

export const tooManyInvitations = () =>
  new AppError({
    code: "organisations.too-many-invitations",
    kind: "limited",
    what: "You have sent as many invitations as one person may in a day.",
    todo: "Try again tomorrow.",
    retryAfter: 24 * 60 * 60,
  });
