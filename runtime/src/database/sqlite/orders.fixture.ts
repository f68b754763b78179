import {
  boolean,
  id,
  index,
  integer,
  json,
  primaryKey,
  real,
  table,
  text,
  timestamp,
  uniqueIndex,
} from "./columns/index.ts";

/** A table with every kind of column. */
export const orders = table(
  "orders",
  {
    id: id(),
    orderNumber: text().notNull(),
    state: text({ enum: ["open", "paid"] }).notNull(),
    pieces: integer().notNull().default(1),
    weight: real(),
    gift: boolean().notNull().default(false),
    tags: json<string[]>(),
    createdAt: timestamp().notNull(),
  },
  (orders) => [
    uniqueIndex("orders_by_number").on(orders.orderNumber),
    index("orders_by_state").on(orders.state, orders.createdAt),
  ],
);

/** A table that refers to another one. */
export const orderLines = table(
  "order_lines",
  {
    orderId: text()
      .notNull()
      .references(() => orders.id, { onDelete: "cascade" }),
    place: integer().notNull(),
    article: text().notNull(),
  },
  (lines) => [primaryKey({ columns: [lines.orderId, lines.place] })],
);
