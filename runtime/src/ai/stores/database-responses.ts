import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { type PortableDb, transaction } from "../../database/index.ts";
import type {
  BackgroundResponse,
  ResponseKey,
  ResponseState,
  ResponseStore,
} from "../background/response-store.ts";
import {
  DELETED_ROWS_PER_STATEMENT,
  deleteInBatches,
  type StoreContext,
  toStorableText,
} from "./store-context.ts";

type ResponseRow = StoreContext["tables"]["responses"]["$inferSelect"];

const toResponse = ({
  conversationId,
  createdAt,
  updatedAt,
  lastPosition: _lastPosition,
  ...row
}: ResponseRow): BackgroundResponse => ({
  ...row,
  conversation: conversationId,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

const ACTIVE_STATES: ResponseState[] = ["queued", "running"];

/** Responses in the application's database. Their conversations have to be in the same one. */
export function createDatabaseResponses({ db, tables: { responses, chunks } }: StoreContext): ResponseStore {
  const isOwn = ({ owner, id }: ResponseKey) =>
    and(eq(responses.owner, owner), eq(responses.id, toStorableText(id)));
  const isOf = (owner: string, conversation: string) =>
    and(eq(responses.owner, owner), eq(responses.conversationId, toStorableText(conversation)));

  async function read(key: ResponseKey): Promise<BackgroundResponse | undefined> {
    const [row] = await db.select().from(responses).where(isOwn(key));
    return row && toResponse(row);
  }

  /**
   * Changes a response in one of some states, and adds chunks to it. The change locks its row until they are stored, so that no other
   * process takes the same positions.
   */
  const change = (
    key: ResponseKey,
    from: ResponseState[],
    values: Pick<ResponseRow, "state" | "updatedAt">,
    added: Parameters<ResponseStore["append"]>[1],
  ): Promise<boolean> =>
    transaction<PortableDb, boolean>(db, async (tx) => {
      const [row] = await tx
        .update(responses)
        .set({ ...values, lastPosition: sql`${responses.lastPosition} + ${added.length}` })
        .where(and(isOwn(key), inArray(responses.state, from)))
        .returning({ id: responses.id, lastPosition: responses.lastPosition });
      if (row === undefined) return false;
      const first = row.lastPosition - added.length + 1;
      if (added.length > 0)
        await tx.insert(chunks).values(
          added.map((chunk, index) => ({
            responseId: row.id,
            position: first + index,
            chunk: JSON.stringify(chunk),
          })),
        );
      return true;
    });

  return {
    async create({ id, owner, conversation, model, createdAt }) {
      const at = new Date(createdAt);
      // The unique index of active responses decides, however many are created at once.
      const created = await db
        .insert(responses)
        .values({
          id,
          owner,
          conversationId: conversation,
          model: toStorableText(model),
          state: "queued",
          createdAt: at,
          updatedAt: at,
          lastPosition: 0,
        })
        .onConflictDoNothing()
        .returning({ id: responses.id });
      return created.length > 0;
    },
    read,
    async findActive(owner, conversation) {
      const [row] = await db
        .select()
        .from(responses)
        .where(and(isOf(owner, conversation), inArray(responses.state, ACTIVE_STATES)));
      return row && toResponse(row);
    },
    begin: (key, at) => change(key, ["queued"], { state: "running", updatedAt: new Date(at) }, []),
    async append(key, added, at) {
      const isRunning = await change(key, ["running"], { state: "running", updatedAt: new Date(at) }, added);
      return isRunning ? "running" : (await read(key))?.state;
    },
    end: (key, { state, chunks: added = [], at }) =>
      change(key, ACTIVE_STATES, { state, updatedAt: new Date(at) }, added),
    async readChunks(key, after, limit) {
      const rows = await db
        .select({ chunk: chunks.chunk })
        .from(chunks)
        .innerJoin(responses, eq(chunks.responseId, responses.id))
        .where(and(isOwn(key), gt(chunks.position, after)))
        .orderBy(asc(chunks.position))
        .limit(limit);
      return rows.map(({ chunk }) => JSON.parse(chunk));
    },
    async deleteByConversation(owner, conversation) {
      await db.delete(responses).where(isOf(owner, conversation));
    },
    async deleteOlderThan(moment) {
      const isOld = lt(responses.updatedAt, new Date(moment));
      return await deleteInBatches(() => {
        const old = db
          .select({ id: responses.id })
          .from(responses)
          .where(isOld)
          .limit(DELETED_ROWS_PER_STATEMENT);
        return db
          .delete(responses)
          .where(and(inArray(responses.id, old), isOld))
          .returning({ id: responses.id });
      });
    },
  };
}
