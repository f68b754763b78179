import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { fill, heading, picture, visitorsOf } from "./accounts.ts";
import { applicationIn } from "./application.ts";
import { noBrowser } from "./chromium.ts";
import { LOOKS } from "./looks.ts";
import { openAgain } from "./open-again.ts";
import { linkInMail } from "./outbox.ts";

/** Presses a button that asks before anything happens, and says yes. */
async function confirm(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: action, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: action, exact: true }).click();
}

describe.skipIf(noBrowser)("accounts together", () => {
  const application = applicationIn("built", { hasAccounts: true });
  const { signUp, signIn } = visitorsOf(application);

  async function arrive(page: Page, email: string, name: string): Promise<void> {
    await signUp(page, email, name);
    await signIn(page, email);
  }

  test("an organisation from its beginning to its end, between two people", async () => {
    await using opened = await application.open("/");
    await using elsewhere = await application.open("/");
    const [owner, guest] = [opened.page, elsewhere.page];
    await arrive(owner, "owner@example.com", "Olga Owner");
    await arrive(guest, "guest@example.com", "Gus Guest");

    await owner.getByRole("link", { name: /organisations/i }).click();
    await heading(owner, "Organisations");
    await picture(owner, "organisations-none");
    await fill(owner, { Name: "Analytical Engines" }, "Create the organisation");
    await heading(owner, "Analytical Engines");
    const place = owner.url();
    await guest.goto(place);
    await guest.getByText("404").waitFor();

    await fill(owner, { "E-mail address": "guest@example.com" }, "Invite");
    await owner.getByText("The invitation is on its way.").waitFor();
    await picture(owner, "organisation-invited");
    await guest.goto(await linkInMail(application.folder(), "guest@example.com", 2));
    await heading(guest, "Invitation");
    await guest.getByText("Olga Owner").waitFor();
    await picture(guest, "invitation");
    await guest.getByRole("button", { name: "Join" }).click();
    await heading(guest, "Analytical Engines");
    await picture(guest, "organisation-as-member");
    expect(await guest.getByRole("button", { name: "Delete" }).count()).toBe(0);

    await openAgain(owner);
    await owner.getByLabel("Role of Gus Guest", { exact: true }).selectOption("admin");
    await owner.getByRole("button", { name: "Set the role of Gus Guest" }).click();
    await owner.getByText("The role is changed.").waitFor();
    await picture(owner, "organisation-two");
    await openAgain(guest);
    await fill(guest, { "New name": "Difference Engines" }, "Change the name");
    await heading(guest, "Difference Engines");

    await openAgain(owner);
    await confirm(owner, "Remove");
    await owner.getByText("The member has been removed.").waitFor();
    await openAgain(guest);
    await guest.getByText("404").waitFor();
    await confirm(owner, "Leave");
    await owner.getByText(/last owner|only owner/).waitFor();
    await confirm(owner, "Delete");
    await heading(owner, "Organisations");
    await owner.getByText("You are not a member of an organisation yet.").waitFor();
  });

  test("an admin finds somebody, changes the role, ends a session, and all of it is in the audit trail", async () => {
    await using opened = await application.open("/");
    await using elsewhere = await application.open("/");
    const [root, person] = [opened.page, elsewhere.page];
    await arrive(person, "person@example.com", "Pia Person");
    await person.goto(new URL("/overseer", person.url()).href);
    await person.getByText("403").waitFor();
    await picture(person, "overseer-refused");
    await arrive(root, "root@example.com", "Rita Root");
    application.run("ops", "users", "set-role", "root@example.com", "admin");

    await root.goto(new URL("/overseer/services/auth", root.url()).href);
    await picture(root, "overseer-auth");
    await root.getByText("· your account").waitFor();
    await root.getByLabel("Search by name or e-mail address").fill("pia");
    await root.getByRole("button", { name: "Search" }).click();
    await root.getByText("1 found").waitFor();
    await root.getByRole("link", { name: "person@example.com" }).click();
    await heading(root, "person@example.com");
    await picture(root, "overseer-user");
    await confirm(root, "Make admin");
    await root.getByText("person@example.com is admin from the next request on.").waitFor();
    await person.goto(new URL("/overseer", person.url()).href);
    await person.getByRole("navigation", { name: "Overseer" }).waitFor();
    await confirm(root, "Make user");
    await root.getByText("person@example.com is user from the next request on.").waitFor();
    await confirm(root, "End");
    await root.getByText("The session has ended.").waitFor();
    await openAgain(person);
    await heading(person, "Sign in");

    await root.goto(new URL("/overseer/services/auth/audit", root.url()).href);
    await heading(root, "Audit log");
    await picture(root, "overseer-audit");
    const trail = root.locator("[aria-labelledby=entries]");
    for (const text of [
      "person@example.com: user to admin",
      "person@example.com: admin to user",
      "users revoke",
    ])
      await trail.getByText(text).first().waitFor();
    for (const name of ["Time (UTC)", "Actor", "Action", "Target", "Outcome"])
      await trail.getByRole("columnheader", { name }).waitFor();
    await trail.getByLabel("Search by actor, action or target").fill("REVOKE");
    await trail.getByRole("button", { name: "Filter" }).click();
    await trail.getByText("person@example.com: user to admin").waitFor({ state: "detached" });
    await trail.getByText("users revoke").first().waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test.each(LOOKS)("fit: $theme, $width px wide", async ({ theme, width }) => {
    const viewport = { width, height: 900 };
    await using opened = await application.open("/", { colorScheme: theme, viewport });
    const { page, complaints } = opened;
    const email = `${theme}-${width}-with-quite-a-long-address-to-be-shown@subdomain.example.com`;
    await arrive(page, email, "Somebody-With-Quite-A-Long-Name-That-Does-Not-Break");
    await page.goto(new URL("/organisations", page.url()).href);
    await fill(
      page,
      { Name: "An-Organisation-With-Quite-A-Long-Name-That-Does-Not-Break" },
      "Create the organisation",
    );
    await heading(page, "An-Organisation-With");
    await picture(page, `organisation-${theme}-${width}`);
    application.run("ops", "users", "set-role", email, "admin");
    for (const path of ["", "/audit"]) {
      await page.goto(new URL(`/overseer/services/auth${path}`, page.url()).href);
      await page.locator("main h2").first().waitFor();
      await picture(page, `overseer-auth${path.replace("/", "-")}-${theme}-${width}`);
    }
    await page.goto(new URL("/overseer/services/auth", page.url()).href);
    await page.getByRole("link", { name: email }).click();
    await heading(page, email);
    await picture(page, `overseer-user-${theme}-${width}`);
    expect(complaints).toEqual([]);
  });
});
