import { APP_NAME } from "#app/core/constants.ts";
import { defineMail } from "#app/services/mail/define-mail.ts";

interface WithLink {
  name: string | undefined;
  link: string;
}

/**
 * Asks whoever signed up to show that the address is theirs. It holds nothing that was typed by whoever that was: the
 * address may be a stranger's.
 */
export const verifyAddressMail = defineMail<{ link: string }>({
  subject: () => `Confirm your e-mail address for ${APP_NAME}`,
  body: ({ link }) => [
    { paragraph: `An account at ${APP_NAME} was created with this e-mail address.` },
    { action: "Confirm the address", url: link },
    {
      note: "The page asks for the password of the account, or lets you set a new one. The link is valid for a day. If you did not create the account, ignore this mail: the account stays closed.",
    },
  ],
});

/** Lets somebody choose a new password. */
export const resetPasswordMail = defineMail<WithLink>({
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

/** Tells somebody who has an account that it was tried to make one again; the page could not tell it to just anybody. */
export const addressTakenMail = defineMail<WithLink>({
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

/** Tells somebody that the password is another one now, in case that was not them. */
export const passwordChangedMail = defineMail<WithLink>({
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
