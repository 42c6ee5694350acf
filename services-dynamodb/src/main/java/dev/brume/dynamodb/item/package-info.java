/**
 * Attribute values and items: their encoding, comparison, size and order. Independent of tables and
 * requests.
 */
package dev.brume.dynamodb.item;
