import { useOverseer } from "./use-overseer.ts";

/** A command of the application as its package manager calls it: "npx my-app health" for "health". */
export function OwnCommand({ children }: { children: string }) {
  const { prefixes } = useOverseer();
  return <code className="text-ink">{`${prefixes.command} ${children}`}</code>;
}

/** A script of the application as its package manager calls it: "npm run worker" for "worker". */
export function OwnScript({ children }: { children: string }) {
  const { prefixes } = useOverseer();
  return <code className="text-ink">{`${prefixes.script} ${children}`}</code>;
}
