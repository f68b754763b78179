import type { Page } from "playwright-core";

/** Who looks: without an account, signed in, and as an operator. */
export const VISITORS = ["visitor", "user", "admin"] as const;
export type Visitor = (typeof VISITORS)[number];

/** What the pages of the table are about: made by the test before it looks at them. */
export interface Subjects {
  organisation: string;
  invitation: string;
  account: string;
  job: string;
  task: string;
  mail: string;
}

export interface Visit {
  as: Visitor;
  path: string | ((subjects: Subjects) => string);
  /** Brings the page into the state that is looked at. */
  prepare?: (page: Page) => Promise<void>;
  /** The state, where the path does not say it. */
  state?: string;
  /** What shows that the page is there; a heading unless something else is said. */
  shows?: string;
}

/** With a body, with parameters of a path and of a query, with a list of values, and one without any. */
const OPERATIONS = [
  "system-get_overseer_api_system_snapshot",
  "system-put_overseer_api_system_log_level",
  "jobs-get_overseer_api_jobs__id_",
  "tasks-get_overseer_api_tasks",
  "organisations-patch_api_v1_organisations__organisation_",
  "users-delete_overseer_api_users__user__sessions",
];

const confirming = (action: string) => async (page: Page) => {
  await page.getByRole("button", { name: action, exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
};

/** Sends the page's form with these fields and waits for what it answers. */
const refused = (fields: Record<string, string>, button: string) => async (page: Page) => {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Failed" }).waitFor();
};

/** Opens an operation of each kind of field in the API reference, tries one, and opens a schema. */
async function openOperations(page: Page): Promise<void> {
  for (const id of OPERATIONS) {
    const operation = page.locator(`[id="operations-${id}"]`);
    await operation.locator(".opblock-summary-control").click();
    await operation.locator(".try-out button").click();
  }
  const first = page.locator(`[id="operations-${OPERATIONS[0]}"]`);
  await first.locator("button.execute").click();
  await first.locator(".live-responses-table").waitFor();
  await page.locator(".models .json-schema-2020-12-accordion").first().click();
}

/** Asks the development model, whose answer comes before the page has got the address of its conversation. */
async function ask(page: Page): Promise<void> {
  // Until its scripts are there, the form sends a document.
  await page.locator("form:not([method]) textarea").waitFor();
  let end = (): void => {};
  const responded = new Promise<void>((resolve) => {
    end = resolve;
  });
  await page.route("**/chat/*.data", async (route) => {
    await responded;
    await route.continue();
  });
  await page.getByLabel("Your message").fill("What are the components of this application?");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("article", { name: "Answer" }).filter({ hasText: "responded" }).waitFor();
  await page.getByRole("button", { name: "Send" }).waitFor();
  end();
  await page.getByRole("button", { name: "Rename", exact: true }).waitFor();
}

/** Adds a document that was written, and waits until it is listed. */
async function addDocument(page: Page): Promise<void> {
  await page.getByLabel("Or a text").fill("Returns\nThings are taken back for 30 days.");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "was added" }).waitFor();
}

/** Sends the form without a text, which no document can be made of. */
async function addNothing(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Not added" }).waitFor();
}

/** Opens a document that was added. */
async function openDocument(page: Page): Promise<void> {
  await addDocument(page);
  await page.getByRole("link", { name: "Returns" }).first().click();
  await page.getByRole("heading", { name: "Returns" }).waitFor();
}

/** Asks whether a document that was added is to be deleted. */
async function askToDelete(page: Page): Promise<void> {
  await addDocument(page);
  await confirming("Delete")(page);
}

/** How each page of the application is looked at, by its route. The address of an error is a route, too. */
export const VISITS: Record<string, readonly Visit[]> = {
  "/": [
    { as: "visitor", path: "/" },
    { as: "user", path: "/" },
    { as: "admin", path: "/" },
  ],
  "/chat/:conversation?": [
    { as: "user", path: "/chat" },
    { as: "user", path: "/chat", state: "answered", prepare: ask },
  ],
  "/documents/:document?": [
    { as: "user", path: "/documents" },
    { as: "user", path: "/documents", state: "refused", prepare: addNothing },
    { as: "user", path: "/documents", state: "added", prepare: addDocument },
    { as: "user", path: "/documents", state: "opened", prepare: openDocument },
    { as: "user", path: "/documents", state: "deleting", prepare: askToDelete },
  ],
  "/sign-in": [
    { as: "visitor", path: "/sign-in" },
    {
      as: "visitor",
      path: "/sign-in",
      state: "refused",
      prepare: refused({ "E-mail address": "unknown@example.com", Password: "not this one" }, "Sign in"),
    },
    { as: "user", path: "/sign-in" },
  ],
  "/sign-in/provider": [{ as: "visitor", path: "/sign-in/provider?error=access_denied" }],
  "/sign-up": [{ as: "visitor", path: "/sign-up" }],
  "/verify-email": [
    { as: "visitor", path: "/verify-email?token=wrong" },
    { as: "visitor", path: "/verify-email" },
  ],
  "/forgotten-password": [{ as: "visitor", path: "/forgotten-password" }],
  "/reset-password": [
    { as: "visitor", path: "/reset-password" },
    { as: "visitor", path: "/reset-password?token=wrong" },
  ],
  "/account": [{ as: "user", path: "/account" }],
  "/sign-out": [{ as: "visitor", path: "/sign-out" }],
  "/organisations": [{ as: "user", path: "/organisations" }],
  "/organisations/:organisation": [
    { as: "user", path: ({ organisation }) => organisation },
    {
      as: "user",
      path: ({ organisation }) => organisation,
      state: "deleting",
      prepare: confirming("Delete"),
    },
  ],
  "/invitations/:invitation": [{ as: "admin", path: ({ invitation }) => invitation }],
  "/broken": [{ as: "visitor", path: "/broken" }],
  "/overseer": [
    { as: "admin", path: "/overseer" },
    { as: "user", path: "/overseer", state: "refused" },
  ],
  "/overseer/:group/:name": [
    { as: "admin", path: "/overseer/components/backend" },
    { as: "admin", path: "/overseer/components/frontend" },
    { as: "admin", path: "/overseer/components/none", state: "unknown" },
  ],
  "/overseer/services/auth": [{ as: "admin", path: "/overseer/services/auth" }],
  "/overseer/services/auth/users/:user": [
    { as: "admin", path: ({ account }) => account },
    { as: "admin", path: "/overseer/services/auth/users/none", state: "unknown" },
  ],
  "/overseer/services/auth/audit": [{ as: "admin", path: "/overseer/services/auth/audit" }],
  "/overseer/components/database": [{ as: "admin", path: "/overseer/components/database" }],
  "/overseer/components/scheduler": [{ as: "admin", path: "/overseer/components/scheduler" }],
  "/overseer/components/scheduler/:job": [{ as: "admin", path: ({ job }) => job }],
  "/overseer/components/redis": [{ as: "admin", path: "/overseer/components/redis" }],
  "/overseer/components/cache": [{ as: "admin", path: "/overseer/components/cache" }],
  "/overseer/components/worker": [
    { as: "admin", path: "/overseer/components/worker" },
    { as: "admin", path: "/overseer/components/worker", state: "pausing", prepare: confirming("Pause") },
  ],
  "/overseer/components/worker/tasks/:task": [{ as: "admin", path: ({ task }) => task }],
  "/overseer/components/worker/enqueue/:contract": [
    { as: "admin", path: "/overseer/components/worker/enqueue/write-system-report" },
  ],
  "/overseer/services/ai": [{ as: "admin", path: "/overseer/services/ai" }],
  "/overseer/services/mail": [{ as: "admin", path: "/overseer/services/mail" }],
  "/overseer/services/mail/:mail": [{ as: "admin", path: ({ mail }) => mail }],
  "/overseer/panels/:panel": [
    { as: "admin", path: "/overseer/panels/example" },
    { as: "admin", path: "/overseer/panels/none", state: "unknown" },
  ],
  "/docs": [
    { as: "admin", path: "/docs", shows: ".swagger-ui .opblock" },
    { as: "admin", path: "/docs", shows: ".swagger-ui .opblock", state: "opened", prepare: openOperations },
  ],
  "/overseer/*": [
    { as: "admin", path: "/overseer/no/such/page" },
    { as: "user", path: "/overseer/no/such/page", state: "refused" },
  ],
  "(none)": [{ as: "visitor", path: "/no/such/page" }],
};
