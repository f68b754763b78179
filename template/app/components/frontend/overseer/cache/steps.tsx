import { Panel } from "../../ui/panel.tsx";
import { Step } from "../step.tsx";

/** What can I do? */
export function CacheSteps({ name }: { name: string }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>cache.getOrSet(key, ttl, make)</code>}>Keep what a service makes.</Step>
        <Step what={<code>cache.invalidateTag(tag)</code>}>
          Forget what was made from something that changed.
        </Step>
        {/* #region aegis:redis */}
        <Step what={<code>npx {name} cache clear</code>}>
          Forget everything in all processes; <code>--tag NAME</code> what has that tag.
        </Step>
        {/* #endregion aegis:redis */}
        <Step what={<code>npx {name} settings check</code>}>
          <code>CACHE_ENTRIES</code> and <code>CACHE_BYTES</code> bound what a process keeps.
        </Step>
      </ul>
    </Panel>
  );
}
