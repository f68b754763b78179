interface Words {
  what: string;
  todo: string;
}

const notBegun: Words = {
  what: "The sign-in was not begun in this browser, or is too old.",
  todo: "Begin it again.",
};

const notConfirmed: Words = {
  what: "The provider does not say that your e-mail address there is confirmed.",
  todo: "Confirm it there, or sign in with a password.",
};

const notTold: Words = {
  what: "The provider did not send your identity.",
  todo: "Begin again; if it stays so, sign in with a password.",
};

/** What the way back from a provider may hold as `error`, in this application's words. */
const REFUSALS: Readonly<Record<string, Words | undefined>> = {
  access_denied: { what: "You did not agree, so nothing was done.", todo: "Begin again if you want to." },
  state_mismatch: notBegun,
  state_not_found: notBegun,
  state_invalid: notBegun,
  no_code: notTold,
  invalid_code: notTold,
  unable_to_get_user_info: notTold,
  email_not_found: notConfirmed,
  email_not_verified: notConfirmed,
  account_not_linked: {
    what: "There is an account with this e-mail address, and it was never confirmed.",
    todo: "Reset its password first; a link is sent to that address.",
  },
  email_does_not_match: {
    what: "The account there has another e-mail address than yours here.",
    todo: "Use one that has the same.",
  },
  account_already_linked_to_different_user: {
    what: "The account there is linked to another account here.",
    todo: "Unlink it there first.",
  },
  "auth.deactivated": {
    what: "This account was deactivated.",
    todo: "Ask an administrator of this application.",
  },
  "auth.too-many": {
    what: "Too many attempts came from this address.",
    todo: "Wait a minute, then try again.",
  },
};

/**
 * Why somebody came back from a provider without being signed in or linked. Whatever an address may hold, no word of it
 * is shown.
 */
export const providerRefusal = (error: string): Words =>
  REFUSALS[error] ?? { what: "The provider's answer could not be used.", todo: "Begin again." };
