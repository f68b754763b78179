import type { FastifyDynamicSwaggerOptions, SwaggerTransformObject } from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";

/** What the description of the API is created from. */
export interface OpenApiOptions {
  /** The name of the application, the title of the description. */
  readonly name: string;
  /** The version of the application. */
  readonly version: string;
  /** The cookie of a session, where the application has accounts; the security scheme is then named `session`. */
  readonly sessionCookie?: string | undefined;
}

/** Returns the options of the API's description, which is created from the schemas of the routes. */
export function createOpenApiOptions({
  name,
  version,
  sessionCookie,
}: OpenApiOptions): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: "3.1.0",
      info: { title: name, version },
      components: {
        securitySchemes: {
          operators: { type: "http", scheme: "basic" },
          ...(sessionCookie !== undefined && {
            session: { type: "apiKey" as const, in: "cookie", name: sessionCookie },
          }),
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => removeUnusedSchemas(jsonSchemaTransformObject(document)),
  };
}

type Document = ReturnType<SwaggerTransformObject>;

/** Each named schema is described as input and as output; most are used as one of the two. */
function removeUnusedSchemas(document: Document): Document {
  if (!("components" in document)) return document;
  const schemas = Object.entries(document.components?.schemas ?? {});
  const used = new Set<string>();
  const visit = (part: unknown) => {
    const text = JSON.stringify(part);
    for (const [name, schema] of schemas) {
      if (used.has(name) || !text.includes(`"#/components/schemas/${name}"`)) continue;
      used.add(name);
      visit(schema);
    }
  };
  visit(document.paths);
  const kept = Object.fromEntries(schemas.filter(([name]) => used.has(name)));
  return Object.assign({}, document, { components: { ...document.components, schemas: kept } });
}
