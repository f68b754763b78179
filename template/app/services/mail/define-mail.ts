import { createDefineMail } from "@aegis-stack/runtime/mail";
import { layout } from "./layout.ts";

/** Defines a message of this application: a subject and a body with gaps, typed by what fills them. */
export const defineMail = createDefineMail(layout);
