import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function CacheSteps({ hasRedis }: { hasRedis: boolean }) {
  return (
    <Steps>
      <Step term={<code>cache.getOrSet(key, ttl, compute)</code>}>Caches what a service computes.</Step>
      <Step term={<code>cache.invalidateTag(tag)</code>}>
        Invalidates what was computed from data that has changed.
      </Step>
      {hasRedis && (
        <Step term={<OwnCommand>ops cache clear</OwnCommand>}>
          Clears the cache in all processes; <code>--tag NAME</code> only what has that tag.
        </Step>
      )}
      <Step term={<OwnCommand>settings check</OwnCommand>}>
        <code>CACHE_ENTRIES</code> and <code>CACHE_BYTES</code> limit the cache of each process.
      </Step>
    </Steps>
  );
}
