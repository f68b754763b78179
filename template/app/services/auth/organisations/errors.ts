import { AppError } from "@aegis-stack/runtime/errors";
import type { OrganisationRole } from "./roles.ts";

/** Also for an organisation that exists: whoever is not in it is not to learn that. */
export const unknownOrganisation = () =>
  new AppError({
    code: "organisations.unknown",
    category: "not-found",
    message: "There is no such organisation, or you are not in it.",
    hint: "List your organisations to see which there are.",
  });

export const unknownMember = () =>
  new AppError({
    code: "organisations.unknown-member",
    category: "not-found",
    message: "The organisation has no member with this id.",
    hint: "The organisation's page lists its members.",
  });

/** Also for an invitation that is for somebody else. */
export const unknownInvitation = () =>
  new AppError({
    code: "organisations.unknown-invitation",
    category: "not-found",
    message:
      "There is no such invitation for you: it was answered, revoked, has expired, or is for another address.",
    hint: "Sign in with the address that was invited, or ask for a new invitation.",
  });

export const needsRole = (role: OrganisationRole) =>
  new AppError({
    code: "organisations.forbidden",
    category: "forbidden",
    message: `This requires the role ${role} in the organisation.`,
    hint: `Ask someone who is ${role === "owner" ? "an owner" : "an admin or an owner"} of it.`,
  });

export const lastOwner = () =>
  new AppError({
    code: "organisations.last-owner",
    category: "conflict",
    message: "This is the last owner. Without one, the organisation cannot be managed.",
    hint: "Make another member an owner first, or delete the organisation.",
  });

export const alreadyMember = () =>
  new AppError({
    code: "organisations.already-member",
    category: "conflict",
    message: "The account with this address is already a member of the organisation.",
    hint: "Change the role there, if that was meant.",
  });

export const full = (message: string, hint: string) =>
  new AppError({ code: "organisations.limit", category: "conflict", message, hint });

export const tooManyInvitations = () =>
  new AppError({
    code: "organisations.too-many-invitations",
    category: "limited",
    message: "You have sent as many invitations as one person may in a day.",
    hint: "Try again tomorrow.",
    retryAfter: 24 * 60 * 60,
  });
