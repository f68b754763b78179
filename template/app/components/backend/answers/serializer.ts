import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import type { FastifySerializerCompiler } from "fastify";
import { serializerCompiler as validate } from "fastify-type-provider-zod";
import { z } from "zod";

const compile = SerializerSelector()({}, {});

/**
 * How answers become text. In development and tests zod validates each one, so that a wrong answer fails
 * loudly; in production a function compiled from the same schema writes it, which is much faster. Either way
 * nothing gets out that the schema does not name.
 *
 * A schema that cannot be compiled (one that transforms, say) is refused when the route is added, in every mode.
 */
export function answerSerializer(
  mode: "development" | "test" | "production",
): FastifySerializerCompiler<z.ZodType> {
  return ({ schema, ...route }) => {
    const jsonSchema = z.toJSONSchema(schema, { target: "draft-7", io: "output" });
    if (mode !== "production") return validate({ ...route, schema });
    const { method, url, httpStatus = "default" } = route;
    // Compiled by the first answer: all of them at once would make every start wait.
    let write: Serialize | undefined;
    return (answer) => {
      write ??= compile({ method, url, httpStatus, schema: jsonSchema });
      return write(answer);
    };
  };
}

type Serialize = ReturnType<typeof compile>;
