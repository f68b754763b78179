import { data } from "react-router";

/** Takes the addresses below Overseer's that no page has, so that their error page stands inside its layout. */
export function loader() {
  throw data(null, { status: 404 });
}

export default () => null;
