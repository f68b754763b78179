import { describe, expect, test } from "vitest";
import { fill, heading, PASSWORD, picture, visitorsOf } from "./accounts.ts";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { LOOKS } from "./looks.ts";
import { openAgain } from "./open-again.ts";
import { linkInMail } from "./outbox.ts";

const FOCUS = `document.activeElement?.getAttribute("name")`;

describe.skipIf(noBrowser)("accounts", () => {
  const application = applicationIn("built", {
    hasAccounts: true,
    env: { GITHUB_CLIENT_ID: "this-application", GITHUB_CLIENT_SECRET: "of this test" },
  });

  const { signUp, signIn } = visitorsOf(application);

  test("from the start page to an account, and out again", async () => {
    const email = "walk@example.com";
    await using opened = await application.open("/");
    const { page, complaints } = opened;
    await picture(page, "start-signed-out");
    await page.getByRole("link", { name: "Create an account" }).click();
    await heading(page, "Create an account");
    await fill(
      page,
      { Name: "Ada Lovelace", "E-mail address": email, Password: PASSWORD },
      "Create the account",
    );
    await heading(page, "One more step");
    await picture(page, "sign-up-done");
    await page.goto(await linkInMail(application.folder(), email));
    await heading(page, "Confirm the address");
    await picture(page, "verify-email");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await page.getByText("The address is confirmed.").waitFor();
    await picture(page, "verify-email-done");
    await page.getByRole("link", { name: "Sign in" }).click();
    await heading(page, "Sign in");
    await fill(page, { "E-mail address": email, Password: PASSWORD }, "Sign in");
    await page.getByRole("link", { name: /Ada Lovelace/ }).waitFor();
    await picture(page, "start-signed-in");
    await page.getByRole("link", { name: /Ada Lovelace/ }).click();
    await heading(page, "Account");
    await fill(page, { "Display name": "Ada King" }, "Change the name");
    await page.getByText("The name is changed.").waitFor();
    await picture(page, "account-name-changed");
    application.run("ops", "users", "set-role", email, "admin");
    await page.goto(new URL("/overseer", page.url()).href);
    const way = page.getByRole("navigation", { name: "Overseer" }).getByRole("link", { name: /Ada King/ });
    await way.waitFor();
    await picture(page, "overseer-signed-in");
    expect(complaints).toEqual([]);
    await way.click();
    await heading(page, "Account");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.getByText("You are signed out.").waitFor();
    await picture(page, "signed-out");
    await page.goto(new URL("/account", page.url()).href);
    await heading(page, "Sign in");
  });

  test("a password that is chosen anew ends the session in another browser", async () => {
    const email = "forgot@example.com";
    await using opened = await application.open("/");
    await using elsewhere = await application.open("/");
    const { page } = opened;
    await signUp(page, email);
    await signIn(elsewhere.page, email);
    await page.goto(new URL("/forgotten-password", page.url()).href);
    await fill(page, { "E-mail address": email }, "Send the link");
    await page.getByText("Check your mail").waitFor();
    await picture(page, "forgotten-password-done");
    await page.goto(await linkInMail(application.folder(), email, 2));
    await heading(page, "Choose a new password");
    await picture(page, "reset-password");
    await fill(page, { "New password": "another four words" }, "Set the password");
    await page.getByText("every session has ended").waitFor();
    await picture(page, "reset-password-done");
    await openAgain(elsewhere.page);
    await heading(elsewhere.page, "Sign in");
    await signIn(page, email, "another four words");
  });

  test("sessions are seen and ended, and a new password ends all others", async () => {
    const email = "sessions@example.com";
    await using opened = await application.open("/");
    await using second = await application.open("/");
    await using third = await application.open("/");
    const { page } = opened;
    await signUp(page, email);
    await signIn(second.page, email);
    await signIn(third.page, email);
    await signIn(page, email);
    const sessions = page.locator("[aria-labelledby=sessions] li");
    expect(await sessions.count()).toBe(3);
    expect(await sessions.first().textContent()).toContain("Chrome on Linux · this one");
    await picture(page, "account-sessions");
    // The newest but this one is the third.
    await sessions.nth(1).getByRole("button").click();
    await page.getByText("The session has ended.").waitFor();
    await openAgain(third.page);
    await heading(third.page, "Sign in");
    const fields = { "Current password": "not this one", "New password": "another four words" };
    await fill(page, fields, "Change the password");
    await page.getByText("The current password is wrong.").waitFor();
    await expect.poll(() => page.evaluate(FOCUS)).toBe("current");
    await picture(page, "account-password-refused");
    await fill(page, { ...fields, "Current password": PASSWORD }, "Change the password");
    await page.getByText("every other session has ended").waitFor();
    expect(await sessions.count()).toBe(1);
    await openAgain(second.page);
    await heading(second.page, "Sign in");
  });

  test.each([true, false])("to a provider and back with nothing (scripts: %s)", async (javaScriptEnabled) => {
    await using opened = await application.open("/sign-in?next=/account", { javaScriptEnabled });
    const { page } = opened;
    const home = new URL(page.url());
    // The provider's own page, as far as this goes: somebody says no there.
    await page.route("https://github.com/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Authorize?</h1>" }),
    );
    expect(await page.getByRole("button", { name: "Continue with Google" }).count()).toBe(0);
    await picture(page, `sign-in-with-provider-${javaScriptEnabled}`);
    await page.getByRole("button", { name: "Continue with GitHub" }).click();
    await heading(page, "Authorize?");
    const { origin, pathname, searchParams: asked } = new URL(page.url());
    expect(origin + pathname).toBe("https://github.com/login/oauth/authorize");
    expect(asked.get("client_id")).toBe("this-application");
    expect(new URL(asked.get("redirect_uri") ?? "").origin).toBe(home.origin);
    expect(asked.get("state")).toMatch(/.{16,}/);

    const back = new URL(asked.get("redirect_uri") ?? "");
    back.search = `${new URLSearchParams({ error: "access_denied", state: asked.get("state") ?? "" })}`;
    await page.goto(back.href);
    await heading(page, "Sign in");
    await page.getByText("You did not agree, so nothing was done.").waitFor();
    await picture(page, `provider-said-no-${javaScriptEnabled}`);
    await page.goto(new URL("/account", home).href);
    await heading(page, "Sign in");
  });

  test("by keyboard alone: a wrong password is said where it is corrected, and the right one leads on", async () => {
    const email = "keys@example.com";
    await using opened = await application.open("/");
    const { page } = opened;
    await signUp(page, email);
    await page.goto(new URL("/sign-in?next=/account", page.url()).href);
    await heading(page, "Sign in");
    await expect.poll(() => page.evaluate(FOCUS)).toBe("email");
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type("not this one");
    await page.keyboard.press("Enter");
    await page.getByText("The e-mail address or the password is wrong.").waitFor();
    await expect.poll(() => page.evaluate(FOCUS)).toBe("password");
    expect(await page.getByLabel("E-mail address").inputValue()).toBe(email);
    await picture(page, "sign-in-refused");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await heading(page, "Account");
  });

  test("without scripts all of it works as well", async () => {
    const email = "plain@example.com";
    await using opened = await application.open("/", { javaScriptEnabled: false });
    const { page } = opened;
    await signUp(page, email);
    await signIn(page, email);
    await fill(page, { "Display name": "Grace" }, "Change the name");
    await page.getByText("The name is changed.").waitFor();
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByText("You are signed out.").waitFor();
  });

  test.each(LOOKS)("fits: $theme, $width px wide", async ({ theme, width }) => {
    const viewport = { width, height: 900 };
    await using opened = await application.open("/sign-up", { colorScheme: theme, viewport });
    const { page, complaints } = opened;
    const email = `${theme}-${width}-with-quite-a-long-address-to-be-shown@subdomain.example.com`;
    await signUp(page, email);
    for (const path of ["sign-up", "sign-in", "forgotten-password", "reset-password"]) {
      await page.goto(new URL(`/${path}`, page.url()).href);
      await page.locator("h1").waitFor();
      await picture(page, `${path}-${theme}-${width}`);
    }
    await signIn(page, email);
    await picture(page, `account-${theme}-${width}`);
    expect(complaints).toEqual([]);
  });
});
