package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.Map;

/**
 * Which items an export takes, and what of them, as the request says it.
 *
 * @param keyCondition a key condition expression, or null
 * @param filter a filter expression, or null
 * @param projection a projection expression, or null
 * @param names attribute names by placeholder; may be null
 * @param values values in their own form by placeholder; may be null
 */
public record ExportFilter(
    String keyCondition,
    String filter,
    String projection,
    Map<String, String> names,
    Map<String, Blob> values) {}
