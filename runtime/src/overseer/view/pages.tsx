import { Outlet, useOutletContext } from "react-router";
import { FailureReport } from "./failure.tsx";
import { TextLink } from "./ui/text-link.tsx";

/** Stands between the layout and its pages: one that fails leaves the navigation in place. */
export function ErrorBoundary() {
  return (
    <div className="max-w-3xl space-y-6">
      <FailureReport>
        <TextLink to="/">Overview</TextLink>
      </FailureReport>
    </div>
  );
}

export default function Pages() {
  return <Outlet context={useOutletContext()} />;
}
