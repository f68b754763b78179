import type { MailLink, NamedMailLink } from "@aegis-stack/runtime/auth";
import { APP_NAME } from "#app/core/constants.ts";
import { defineMail } from "#app/services/mail/define-mail.ts";

/**
 * Asks the user who signed up to confirm the address. It contains nothing that was typed at the sign-up: the address may be
 * the one of another user.
 */
export const verifyAddress = defineMail<MailLink>({
  subject: () => `Confirm your e-mail address for ${APP_NAME}`,
  body: ({ link }) => [
    { paragraph: `An account at ${APP_NAME} was created with this e-mail address.` },
    { action: "Confirm the address", url: link },
    {
      note: "The page asks for the password of the account, or lets you set a new one. The link is valid for a day. If you did not create the account, ignore this mail: the account stays closed.",
    },
  ],
});

/** Lets a user choose a new password. */
export const resetPassword = defineMail<NamedMailLink>({
  subject: () => `Choose a new password for ${APP_NAME}`,
  body: ({ name, link }) => [
    { paragraph: greeting(name) },
    { paragraph: `a new password was requested for your account at ${APP_NAME}.` },
    { action: "Choose a new password", url: link },
    {
      note: "The link is valid for one hour and can be used once. If you did not request it, ignore this mail: your password stays unchanged.",
    },
  ],
});

/** Says that there is an account with the address already; a page must not say so to any visitor. */
export const addressTaken = defineMail<NamedMailLink>({
  subject: () => `You already have an account at ${APP_NAME}`,
  body: ({ name, link }) => [
    { paragraph: greeting(name) },
    {
      paragraph: "a new account was requested with this e-mail address, which already has one.",
    },
    { action: "Sign in, or choose a new password", url: link },
    { note: "If you did not request it, ignore this mail." },
  ],
});

/** Says that the password was changed, in case it was not the user who did it. */
export const passwordChanged = defineMail<NamedMailLink>({
  subject: () => `Your password for ${APP_NAME} was changed`,
  body: ({ name, link }) => [
    { paragraph: greeting(name) },
    {
      paragraph: `the password of your account at ${APP_NAME} was changed, and every other session has ended.`,
    },
    { note: "If it was not you, choose a new password at once:" },
    { action: "Choose a new password", url: link },
  ],
});

const greeting = (name: string | undefined): string => (name === undefined ? "Hello," : `Hello ${name},`);
