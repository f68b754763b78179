import { useState } from "react";
import { useActionData } from "react-router";
import type { Report } from "../../pages/report.ts";

/** The last report on this page. React Router forgets it with the next refresh, before the user may have read it. */
export function useReport(): Report | undefined {
  const latest = useActionData<Report>();
  const [report, setReport] = useState(latest);
  if (latest !== undefined && latest !== report) setReport(latest);
  return report;
}
