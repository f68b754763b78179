import { afterAll, beforeAll } from "vitest";
import { type Engine, openPlace, type Place } from "./open-place.ts";

export { engines } from "./open-place.ts";

/** A place of its own for the tests of a `describe`, prepared before them and cleared after them. */
export function placeOf(engine: Engine): () => Place {
  let place: Place | undefined;
  let clear = async () => {};
  beforeAll(async () => {
    ({ place, clear } = await openPlace(engine));
  });
  afterAll(() => clear());
  return () => {
    if (!place) throw new Error("the place is not ready");
    return place;
  };
}
