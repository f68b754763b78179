import { type ReactNode, useId, useRef } from "react";
import { Form, useNavigation } from "react-router";
import { Button } from "./button.tsx";

interface ConfirmProps {
  /** What the button says, and the button in the dialog again. */
  action: string;
  /** What the button says while it is being done. */
  doing: string;
  /** The question: names what it will be done to. */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** What the form holds. */
  fields: Readonly<Record<string, string>>;
  /** The word that makes a form known when it is sent twice. */
  ask: string;
  /** Why it cannot be done now. */
  impossible?: string | undefined;
}

/**
 * A button that asks before anything happens. The dialog is modal; before any script has run it opens as a popover, by
 * the browser alone, and its form is sent as a document.
 */
export function Confirm({ action, doing, title, children, fields, ask, impossible }: ConfirmProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { formData } = useNavigation();
  const isDoing = Object.entries(fields).every(([name, value]) => formData?.get(name) === value);
  const close = () => {
    if (dialog.current?.matches(":popover-open")) dialog.current.hidePopover();
    dialog.current?.close();
  };
  return (
    <>
      <Button
        popoverTarget={impossible === undefined ? id : undefined}
        // Not `disabled`: the user who has just pressed it would lose the focus.
        aria-disabled={isDoing || impossible !== undefined || undefined}
        title={impossible}
        onClick={(event) => {
          event.preventDefault();
          if (isDoing || impossible !== undefined) return;
          close();
          dialog.current?.showModal();
        }}
      >
        {isDoing ? doing : action}
      </Button>
      <dialog
        ref={dialog}
        id={id}
        popover="auto"
        aria-labelledby={`${id}-title`}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-md border border-line bg-panel p-0 text-left text-ink backdrop:bg-black/40"
      >
        <div className="space-y-2 px-5 pt-4 pb-5 font-normal whitespace-normal">
          <h2 id={`${id}-title`} className="text-lg font-semibold [overflow-wrap:anywhere]">
            {title}
          </h2>
          {children}
        </div>
        <Form
          method="post"
          preventScrollReset
          onSubmit={close}
          className="flex justify-end gap-2 border-t border-line bg-sunken px-5 py-3"
        >
          <input type="hidden" name="ask" value={ask} />
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button popoverTarget={id} popoverTargetAction="hide" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" look="primary">
            {action}
          </Button>
        </Form>
      </dialog>
    </>
  );
}
