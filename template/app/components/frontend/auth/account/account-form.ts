import type { Cookies } from "@aegis-stack/runtime/auth";
import type { FormText, Sent } from "../form/read-form.ts";

/** What one of the account page's forms asks for. */
export interface AccountForm {
  /** @throws AppError when it is refused */
  work(value: FormText, sent: Sent): Promise<Cookies>;
  /** One sentence on what has happened. */
  done: string;
  /** The fields whose text stays when it is refused; never a password. */
  kept: readonly string[];
}
