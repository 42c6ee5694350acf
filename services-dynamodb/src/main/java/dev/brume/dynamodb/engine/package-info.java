/**
 * Tables, their indexes, and what reads and writes do to them. Knows neither requests nor their
 * parameters.
 */
package dev.brume.dynamodb.engine;
