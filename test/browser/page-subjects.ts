import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { fill, heading, type visitorsOf } from "./accounts.ts";
import { linkInMail } from "./outbox.ts";
import type { Subjects } from "./page-visits.ts";

/** Stands in for a page that fails, so that its error page can be looked at. */
const BROKEN = `export function loader() {
  throw new Error("broken for a test");
}

export default () => null;
`;

const FAILING_TASK = `import { handle, loadTestTask } from "@aegis-stack/runtime/queue";

export const loadTestHandler = handle(loadTestTask, () => {
  throw new Error("fails for a test");
});
`;

const PANEL = `    panels: [
      {
        name: "example",
        title: "Example",
        load: async () => [
          { kind: "figures", items: [{ label: "Orders", value: 1_200 }] },
          { kind: "table", columns: ["Order", "Pieces"], rows: [["first", 3]] },
        ],
        actions: [
          {
            name: "clear",
            title: "Clear",
            confirm: "All orders are deleted.",
            form: { type: "object", properties: {} },
            run: async () => "Cleared.",
          },
          {
            name: "order",
            title: "Order",
            form: { type: "object", properties: { pieces: { type: "number" } }, required: ["pieces"] },
            run: async () => "Ordered.",
          },
        ],
      },
    ],
`;

/** Adds a panel to Overseer, as an owner does. */
function addPanel(folder: string): void {
  const overseer = join(folder, "app/components/backend/overseer.ts");
  const text = readFileSync(overseer, "utf8");
  const none = "    panels: [],\n";
  if (!text.includes(none)) throw new Error("Overseer has another list of options.");
  writeFileSync(overseer, text.replace(none, PANEL));
}

/** Adds a page that fails, and has the load test's task fail: what an application shows then is looked at, too. */
export function addFailures(folder: string): void {
  const routes = join(folder, "app/components/frontend/routes.ts");
  const text = readFileSync(routes, "utf8");
  writeFileSync(
    routes,
    text.replace("export default [", `export default [\n  route("broken", "pages/broken.tsx"),`),
  );
  writeFileSync(join(folder, "app/components/frontend/pages/broken.tsx"), BROKEN);
  replaceLoadTest(folder, FAILING_TASK);
  addPanel(folder);
}

/** Gives the load test's task another handler. */
export function replaceLoadTest(folder: string, handler: string): void {
  const tasks = join(folder, "app/components/worker/tasks.ts");
  const text = readFileSync(tasks, "utf8");
  const own = 'import { type Handler, loadTestHandler } from "@aegis-stack/runtime/queue";\n';
  if (!text.includes(own)) throw new Error("The worker imports no handler of the load test.");
  writeFileSync(
    tasks,
    text.replace(
      own,
      'import type { Handler } from "@aegis-stack/runtime/queue";\nimport { loadTestHandler } from "./tasks/load-test.ts";\n',
    ),
  );
  writeFileSync(join(folder, "app/components/worker/tasks/load-test.ts"), handler);
}

const hrefOf = async (page: Page, selector: string) => {
  const href = await page.locator(selector).first().getAttribute("href");
  if (href === null) throw new Error(`${selector} leads nowhere`);
  return href;
};

/** Fills an application with one of everything that a page is about. `admin` and `user` are signed in afterwards. */
export async function makeSubjects(
  application: { folder(): string; run(...words: string[]): void },
  { signUp, signIn }: ReturnType<typeof visitorsOf>,
  { admin, user }: Record<"admin" | "user", Page>,
): Promise<Subjects> {
  const go = (path: string) => admin.goto(new URL(path, admin.url()).href);
  await signUp(user, "user@example.com", "Uma User");
  await signIn(user, "user@example.com");
  await signUp(admin, "admin@example.com", "Ada Admin");
  await signIn(admin, "admin@example.com");
  application.run("ops", "users", "set-role", "admin@example.com", "admin");

  await user.goto(new URL("/organisations", user.url()).href);
  await fill(user, { Name: "Analytical Engines" }, "Create the organisation");
  await heading(user, "Analytical Engines");
  const organisation = new URL(user.url()).pathname;
  await fill(user, { "E-mail address": "admin@example.com" }, "Invite");
  await user.getByText("The invitation is on its way.").waitFor();
  const invitation = new URL(await linkInMail(application.folder(), "admin@example.com", 2)).pathname;

  await go("/overseer/components/worker/enqueue/load-test");
  await admin.getByLabel("run").fill("one");
  await admin.getByRole("button", { name: "Enqueue" }).click();
  const task = await hrefOf(admin, "main a[href*='/tasks/']");
  await go(task);
  await admin.locator("h1", { hasText: "Failed" }).waitFor();
  await go("/overseer/components/scheduler");
  const job = await hrefOf(admin, "[aria-labelledby=jobs] a");
  await go("/overseer/services/mail");
  const mail = await hrefOf(admin, "[aria-labelledby=outbox] a");
  await go("/overseer/services/auth");
  const account = await hrefOf(admin, "[aria-labelledby=users] a");
  return { organisation, invitation, task, job, mail, account };
}
