/**
 * Tables, their indexes, and reads and writes of them. Independent of requests and their
 * parameters.
 */
package dev.brume.dynamodb.engine;
