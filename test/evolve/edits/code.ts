import {
  api,
  application,
  type Case,
  commands,
  components,
  engineTables,
  movedBlock,
  routes,
  tables,
} from "./case.ts";
import { after, before, rewritten, turned, without } from "./edit.ts";

/** What owners do to code, and what shall become of it. */
export const editsOfCode: readonly Case[] = [
  {
    name: "a route added to the list",
    edit: after(api, "overviewRoutes, {", '  await app.register(orderRoutes, { prefix: "/orders" });'),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a route with its import",
    edit: rewritten(api, (text) =>
      text
        .replace(
          "import { overviewRoutes",
          'import { orderRoutes } from "./orders/index.ts";\nimport { overviewRoutes',
        )
        .replace("\n};", '\n  await app.register(orderRoutes, { prefix: "/orders" });\n};'),
    ),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a route taken out",
    edit: without(api, "overviewRoutes, {"),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a capability added to the list",
    edit: after(application, "// Each brings its part", "    orders,"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a capability with its import, where ours go",
    edit: rewritten(application, (text) =>
      text
        .replace(
          /^(import \{ settings \}.*\n)/m,
          '$1import { orders } from "#app/services/orders/index.ts";\n',
        )
        .replace("\n  ],\n  health", "\n    orders,\n  ],\n  health"),
    ),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a capability at the end of the list",
    edit: before(application, "  ],", "    ships,"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "an import sorted in",
    edit: after(application, "core/settings.ts", 'import { zebras } from "#app/services/zebras/index.ts";'),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "an option taken out",
    edit: without(application, "  log,"),
    add: "merged",
    remove: "merged",
    update: "merged",
  },
  {
    name: "a command added",
    edit: after(
      commands,
      "./overview.ts",
      'offer("orders", "Look at the orders", () => import("./orders.ts"));',
    ),
    add: "untouched",
    remove: "untouched",
    update: "merged",
  },
  {
    name: "a command in the place of ours",
    edit: before(
      commands,
      'offer("overview"',
      'offer("invoices", "Write the invoices", () => import("./invoices.ts"));',
    ),
    add: "untouched",
    remove: "untouched",
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
    add: "untouched",
    remove: "untouched",
    update: "untouched",
  },
  {
    name: "the tables of an owner's capability added",
    edit: rewritten(engineTables, (text) =>
      text
        .replace("import type", 'import { parcelTables } from "#app/services/parcels/steps.ts";\nimport type')
        .replace("\n];", "\n  parcelTables,\n];"),
    ),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "a process added",
    edit: before(components, "};", '  indexer: () => import("#app/components/indexer/indexer.ts"),'),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "a byte order mark",
    edit: rewritten(components, (text) => `\uFEFF${text}`),
    add: "merged",
    remove: "merged",
    update: "untouched",
  },
  {
    name: "tabs instead of blanks",
    edit: rewritten(components, (text) => text.replace(/^ {2}/gm, "\t")),
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
    add: "untouched",
    remove: "untouched",
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
