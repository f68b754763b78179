let answered = false;

/** Notes that the running server was asked to change something: it keeps that in the audit trail itself. */
export const noteAnswered = (): void => {
  answered = true;
};

export const wasAnswered = (): boolean => answered;
