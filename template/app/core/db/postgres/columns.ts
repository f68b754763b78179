import {
  bigint,
  doublePrecision,
  jsonb,
  boolean as pgBoolean,
  timestamp as pgTimestamp,
  text as string,
} from "drizzle-orm/pg-core";
import { newId } from "../identifier.ts";

export { index, pgTable as table, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";

/** The primary key: a UUID that sorts by the time of creation, made when a row is inserted without one. */
export const id = () => string().primaryKey().$defaultFn(newId);

/** Text of any length. `text({ enum: ["a", "b"] })` narrows its type. */
export const text = string;

/** A whole number up to 2^53. */
export const integer = () => bigint({ mode: "number" });

/** A floating point number. */
export const real = () => doublePrecision();

export const boolean = () => pgBoolean();

/** Anything that JSON holds. Its type is a promise of yours: `json<string[]>()`. */
export const json = <Value>() => jsonb().$type<Value>();

/** A point in time as a Date: UTC, to the millisecond. */
export const timestamp = () => pgTimestamp({ withTimezone: true, precision: 3 });
