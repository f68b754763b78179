import { api, application, type Case, commands, movedBlock, routes, services, tables } from "./case.ts";
import { after, before, rewritten, turned, without } from "./edit.ts";

/** What owners do to code, and what shall become of it. */
export const editsOfCode: readonly Case[] = [
  {
    name: "a route added to the list",
    edit: after(
      api,
      "systemRoutes, {",
      '  await app.register(orderRoutes, { services, prefix: "/orders" });',
    ),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a route with its import, where ours go",
    edit: rewritten(api, (text) =>
      text
        .replace(
          "import { systemRoutes",
          'import { orderRoutes } from "./orders/index.ts";\nimport { systemRoutes',
        )
        .replace("\n};", '\n  await app.register(orderRoutes, { services, prefix: "/orders" });\n};'),
    ),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a route at the end of the list",
    edit: before(api, "};", '  await app.register(shipRoutes, { services, prefix: "/ships" });'),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "an import sorted in",
    edit: after(api, "system/index.ts", 'import { zebraRoutes } from "./zebra/index.ts";'),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a route taken out",
    edit: without(api, "systemRoutes, {"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a command added",
    edit: after(
      commands,
      "./settings.ts",
      'offer("orders", "Look at the orders", () => import("./orders.ts"));',
    ),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a command in the place of ours",
    edit: before(
      commands,
      'offer("routes"',
      'offer("invoices", "Write the invoices", () => import("./invoices.ts"));',
    ),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a page added",
    edit: after(routes, "pages/start.tsx", '  route("orders", "pages/orders.tsx"),'),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a page in front of ours",
    edit: before(routes, "pages/start.tsx", '  route("orders", "pages/orders.tsx"),'),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a health check added",
    edit: after(application, "// The application's own", "    ordersHealth,"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a health check at the end",
    edit: turned(application, /\n {2}\],\n\}\);/, "\n    lastHealth,\n  ],\n});"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a table added",
    edit: rewritten(
      tables,
      (text) => `${text.replace("export {};\n", "")}export * from "./orders/tables.ts";\n`,
    ),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "a service added",
    edit: before(services, "/** Aborts when", "  orders: OrdersService;"),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "a byte order mark",
    edit: rewritten(services, (text) => `\uFEFF${text}`),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "tabs instead of blanks",
    edit: rewritten(services, (text) => text.replace(/^ {2}/gm, "\t")),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "a moved block",
    edit: rewritten(application, movedBlock),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "blank lines between all statements",
    edit: rewritten(commands, (text) => text.replaceAll("\noffer", "\n\noffer")),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "an own job in the list of jobs",
    edit: after(
      "app/components/scheduler/jobs.ts",
      "jobs/log-health.ts",
      'import { printOrders } from "./jobs/print-orders.ts";',
    ),
    add: "untouched",
    remove: "kept",
    update: "merged",
  },
];
