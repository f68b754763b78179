import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import type { FastifySerializerCompiler } from "fastify";
import { serializerCompiler as validate } from "fastify-type-provider-zod";
import { z } from "zod";

const compile = SerializerSelector()({}, {});

/**
 * Creates the compiler of response serializers. In development and tests zod validates each response, so that a wrong one
 * fails; in production a function compiled from the same schema writes it, which is much faster. In every mode a response
 * holds only what its schema names.
 *
 * A schema that cannot be compiled (one that transforms, say) is refused when the route is added, in every mode.
 */
export function createSerializerCompiler(
  mode: "development" | "test" | "production",
): FastifySerializerCompiler<z.ZodType> {
  return ({ schema, ...route }) => {
    const jsonSchema = z.toJSONSchema(schema, { target: "draft-7", io: "output" });
    if (mode !== "production") return validate({ ...route, schema });
    const { method, url, httpStatus = "default" } = route;
    // Compiled by the first response: to compile all of them would delay every start.
    let serialize: ReturnType<typeof compile> | undefined;
    return (response) => {
      serialize ??= compile({ method, url, httpStatus, schema: jsonSchema });
      return serialize(response);
    };
  };
}
