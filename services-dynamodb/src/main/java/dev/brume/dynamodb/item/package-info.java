/**
 * Attribute values and items: how they are kept in bytes, compared, measured and ordered. Knows
 * neither tables nor requests.
 */
package dev.brume.dynamodb.item;
