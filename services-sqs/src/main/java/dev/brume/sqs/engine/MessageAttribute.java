package dev.brume.sqs.engine;

import dev.brume.core.schema.Blob;

/**
 * A message attribute's value.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional custom label
 *     behind a dot
 * @param text the value unless binary
 * @param binary the value where binary, else null
 */
public record MessageAttribute(String dataType, String text, Blob binary) {}
