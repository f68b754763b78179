import type { FastifyDynamicSwaggerOptions, SwaggerTransformObject } from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";

/** The description of the API, made from the schemas of its routes. */
export const openapi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: "3.1.0",
    info: { title: APP_NAME, version: APP_VERSION },
    components: {
      securitySchemes: {
        operators: { type: "http", scheme: "basic" },
        session: { type: "apiKey", in: "cookie", name: `${APP_NAME}.session_token` }, // aegis:auth
      },
    },
  },
  transform: jsonSchemaTransform,
  transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
};

type Document = ReturnType<SwaggerTransformObject>;

/** Each named schema is described as input and as output; most are only one of the two. */
function withoutUnused(document: Document): Document {
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
