import { real as fraction, text as string, integer as wholeNumber } from "drizzle-orm/sqlite-core";
import { newId } from "../identifier.ts";

export { index, primaryKey, sqliteTable as table, uniqueIndex } from "drizzle-orm/sqlite-core";

/** The primary key: a UUID that sorts by the time of creation, made when a row is inserted without one. */
export const id = () => string().primaryKey().$defaultFn(newId);

/** Text of any length. `text({ enum: ["a", "b"] })` narrows its type. */
export const text = string;

/** A whole number up to 2^53. */
export const integer = () => wholeNumber();

/** A floating point number. */
export const real = () => fraction();

export const boolean = () => wholeNumber({ mode: "boolean" });

/** Anything that JSON holds. Its type is a promise of yours: `json<string[]>()`. */
export const json = <Value>() => string({ mode: "json" }).$type<Value>();

/** A point in time as a Date: UTC, to the millisecond. */
export const timestamp = () => wholeNumber({ mode: "timestamp_ms" });
