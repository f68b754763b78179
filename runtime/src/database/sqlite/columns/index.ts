import { real as fraction, text as string, integer as wholeNumber } from "drizzle-orm/sqlite-core";
import { createId } from "../../identifier.ts";

export { index, primaryKey, sqliteTable as table, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The primary key: a UUID that sorts by the time of creation, made when a row is inserted without one. */
export const id = () => string().primaryKey().$defaultFn(createId);

/** Text of any length. `text({ enum: ["a", "b"] })` narrows its type. */
export const text = string;

/** A whole number up to 2^53. */
export const integer = () => wholeNumber();

/** A floating point number. */
export const real = () => fraction();

/** True or false. */
export const boolean = () => wholeNumber({ mode: "boolean" });

/** Any JSON value. Its type is not checked: `json<string[]>()`. */
export const json = <Value>() => string({ mode: "json" }).$type<Value>();

/** A point in time as a Date: UTC, to the millisecond. */
export const timestamp = () => wholeNumber({ mode: "timestamp_ms" });
