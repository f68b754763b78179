import {
  bigint,
  doublePrecision,
  jsonb,
  boolean as pgBoolean,
  timestamp as pgTimestamp,
  text as string,
} from "drizzle-orm/pg-core";
import { createId } from "../../identifier.ts";

export { index, pgTable as table, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";

/** The primary key: a UUID that sorts by the time of creation, made when a row is inserted without one. */
export const id = () => string().primaryKey().$defaultFn(createId);

/** Text of any length. `text({ enum: ["a", "b"] })` narrows its type. */
export const text = string;

/** A whole number up to 2^53. */
export const integer = () => bigint({ mode: "number" });

/** A floating point number. */
export const real = () => doublePrecision();

/** True or false. */
export const boolean = () => pgBoolean();

/** Any JSON value. Its type is not checked: `json<string[]>()`. */
export const json = <Value>() => jsonb().$type<Value>();

/** A point in time as a Date: UTC, to the millisecond. */
export const timestamp = () => pgTimestamp({ withTimezone: true, precision: 3 });
