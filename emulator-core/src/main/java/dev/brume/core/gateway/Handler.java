package dev.brume.core.gateway;

import dev.brume.core.schema.Struct;

/** Implements an operation that returns at once. Throws AwsError to refuse the request. */
@FunctionalInterface
public interface Handler<I extends Struct, O extends Struct> {
  O handle(RequestContext context, I input);
}
