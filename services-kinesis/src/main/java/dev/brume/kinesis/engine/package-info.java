/**
 * Streams, their shards and records, and who reads them. Knows no HTTP and no protocol; time and
 * chance come from outside.
 */
package dev.brume.kinesis.engine;
