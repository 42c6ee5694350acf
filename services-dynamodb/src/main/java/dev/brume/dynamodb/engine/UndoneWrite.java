package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

/**
 * What undoes a write.
 *
 * @param key the item's place in the table
 * @param before the item as it was; null where there was none
 */
record UndoneWrite(Blob key, Blob before) {}
