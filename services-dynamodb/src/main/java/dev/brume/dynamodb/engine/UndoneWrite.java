package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;

/**
 * An undo record of a write.
 *
 * @param key the item's key in the table
 * @param before the item before the write; null if there was none
 */
record UndoneWrite(Blob key, Blob before) {}
