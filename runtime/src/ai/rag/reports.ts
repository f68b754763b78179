import { z } from "zod";

/** A document without its text. */
export const documentSummary = z.object({
  id: z.string(),
  /** Whose it is: "user:1", "organisation:1", "public". */
  owner: z.string(),
  title: z.string(),
  /** Where it came from: an address or the name of a file. */
  source: z.string().nullable(),
  /** Where a reader finds it: its source where that is a web address, else its page in the application. */
  link: z.string().nullable(),
  mediaType: z.enum(["text/plain", "text/markdown", "text/html"]),
  createdAt: z.iso.datetime(),
  characters: z.int(),
  /** Into how many parts it was split. */
  chunks: z.int(),
});
/** The same as a type. */
export type DocumentSummary = z.infer<typeof documentSummary>;

/** A document with its text, HTML as Markdown. */
export const documentReport = documentSummary.extend({ text: z.string() });
/** The same as a type. */
export type DocumentReport = z.infer<typeof documentReport>;

/** One page of a list of documents. */
export const documentPage = z.object({
  /** The newest first. */
  documents: z.array(documentSummary),
  /** Whether there are older ones. */
  more: z.boolean(),
});
/** The same as a type. */
export type DocumentPage = z.infer<typeof documentPage>;

/** What a search has found. */
export const searchReport = z.object({
  /** The most similar first. */
  results: z.array(
    z.object({
      /** The cosine between question and text: 1 where they are the same, near 0 where they have nothing in common. */
      score: z.number(),
      /** The id of the document. */
      document: z.string(),
      title: z.string(),
      link: z.string().nullable(),
      /** The headings that the text stands below: "Orders > Returns". */
      heading: z.string(),
      text: z.string(),
    }),
  ),
  searchedChunks: z.int(),
  /** Chunks that were not searched because they are of another embedding model: `ai rag reembed` embeds them again. */
  staleChunks: z.int(),
  /** Whether there were more chunks than a search compares: `ai rag index` adds an index. */
  isLimited: z.boolean(),
});
/** The same as a type. */
export type SearchReport = z.infer<typeof searchReport>;
