/**
 * Streams, their shards and records, and their readers. Independent of HTTP and protocols; time and
 * randomness are passed in.
 */
package dev.brume.kinesis.engine;
