import type { Page } from "playwright-core";
import { expect } from "vitest";
import { OVERFLOW } from "./looks.ts";
import { linkInMail } from "./outbox.ts";
import { takePicture } from "./picture.ts";

export const PASSWORD = "four words in a row";

/** Fields and buttons without a name, and ids that are there twice: what somebody who does not see the page stumbles over. */
const STUMBLES = `[
  ...[...document.querySelectorAll("input:not([type=hidden], [hidden]), select")].filter((field) => !field.ariaLabel && field.labels.length === 0),
  ...[...document.querySelectorAll("button, a")].filter((one) => !(one.ariaLabel ?? one.textContent).trim()),
  ...[...document.querySelectorAll("[id]")].filter(({ id }) => document.querySelectorAll("#" + CSS.escape(id)).length > 1),
  ...[...document.querySelectorAll("h1")].slice(1),
].map((element) => element.outerHTML)`;

/** Looks at a page as somebody would who does not see it or has a narrow screen, and leaves a picture of it. */
export async function picture(page: Page, name: string): Promise<void> {
  // Its styles come as a script in development.
  await page.waitForLoadState("load");
  expect(await page.evaluate<string[]>(STUMBLES), name).toEqual([]);
  expect(await page.evaluate<number>(OVERFLOW), name).toBeLessThanOrEqual(0);
  await takePicture(page, `auth-${name}`);
}

export const heading = (page: Page, text: string) =>
  page.getByRole("heading", { level: 1, name: text }).waitFor();

/** Fills the fields with these labels and presses the button. */
export async function fill(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** What people do who come to an application, each on a page that is open on it. */
export function visitorsOf(application: { folder(): string }) {
  return {
    async signUp(page: Page, email: string, name = "Ada Lovelace"): Promise<void> {
      await page.goto(new URL("/sign-up", page.url()).href);
      await fill(page, { Name: name, "E-mail address": email, Password: PASSWORD }, "Create the account");
      await heading(page, "One more step");
      await page.goto(await linkInMail(application.folder(), email));
      await fill(page, { Password: PASSWORD }, "Confirm");
      await page.getByText("The address is confirmed.").waitFor();
    },

    async signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
      await page.goto(new URL("/sign-in?next=/account", page.url()).href);
      await fill(page, { "E-mail address": email, Password: password }, "Sign in");
      await heading(page, "Account");
    },
  };
}
