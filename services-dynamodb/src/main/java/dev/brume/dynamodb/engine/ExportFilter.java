package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import java.util.Map;

/**
 * The selection of an export, as requested.
 *
 * @param keyCondition a key condition expression, or null
 * @param filter a filter expression, or null
 * @param projection a projection expression, or null
 * @param names attribute names by placeholder; may be null
 * @param values encoded values by placeholder; may be null
 */
public record ExportFilter(
    String keyCondition,
    String filter,
    String projection,
    Map<String, String> names,
    Map<String, Blob> values) {}
