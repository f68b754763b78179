import { OwnCommand } from "../own-command.tsx";
import { Step } from "../step.tsx";
import { Panel } from "../ui/panel.tsx";

/** What can I do? */
export function CacheSteps({ hasRedis }: { hasRedis: boolean }) {
  return (
    <Panel id="next" title="What can I do?">
      <ul className="divide-y divide-line">
        <Step what={<code>cache.getOrSet(key, ttl, make)</code>}>Keep what a service makes.</Step>
        <Step what={<code>cache.invalidateTag(tag)</code>}>
          Forget what was made from something that changed.
        </Step>
        {hasRedis && (
          <Step what={<OwnCommand>ops cache clear</OwnCommand>}>
            Forget everything in all processes; <code>--tag NAME</code> what has that tag.
          </Step>
        )}
        <Step what={<OwnCommand>settings check</OwnCommand>}>
          <code>CACHE_ENTRIES</code> and <code>CACHE_BYTES</code> bound what a process keeps.
        </Step>
      </ul>
    </Panel>
  );
}
