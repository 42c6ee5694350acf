package dev.brume.core.gateway;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.schema.Struct;

/**
 * Implements an operation that takes long: key generation, compression, a scan of much data. It
 * runs on a background thread, outside of the store's sections, and may compute and block. It reads
 * and changes state in short sections only: {@code section.call(...)}, {@code section.run(...)}.
 * Throws AwsError to refuse.
 */
@FunctionalInterface
public interface BackgroundHandler<I extends Struct, O extends Struct> {
  O handle(RequestContext context, I input, StoreSection section);
}
