import { useId } from "react";
import type { Field } from "../../pages/fields.ts";

const CONTROL_CLASS = "w-full max-w-xl rounded-md border border-line bg-panel px-2";

/** One field with its name above and what it is below; the browser itself knows what it takes. */
export function FormField({ field }: { field: Field & { label: string } }) {
  const { label, required, description } = field;
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {!required && <span className="ml-2 font-normal text-muted">optional</span>}
      </label>
      <Control field={field} id={id} />
      {description && (
        <p id={`${id}-hint`} className="mt-1 text-muted">
          {description}
        </p>
      )}
    </div>
  );
}

function Control({
  field: { name, kind, required, initial, choices, description },
  id,
}: {
  field: Field;
  id: string;
}) {
  const common = { id, name, required, "aria-describedby": description ? `${id}-hint` : undefined };
  switch (kind) {
    case "choice":
      return (
        <select {...common} defaultValue={initial} className={`h-8 ${CONTROL_CLASS}`}>
          {!required && <option value="">–</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case "flag":
      return <input {...common} type="checkbox" defaultChecked={initial === "true"} className="size-4" />;
    case "json":
      return (
        <textarea
          {...common}
          defaultValue={initial}
          rows={4}
          spellCheck={false}
          placeholder="JSON"
          className={`py-1 font-mono text-xs ${CONTROL_CLASS}`}
        />
      );
    default:
      return (
        <input
          {...common}
          type={kind === "number" ? "number" : "text"}
          step="any"
          defaultValue={initial}
          className={`h-8 ${CONTROL_CLASS}`}
        />
      );
  }
}
