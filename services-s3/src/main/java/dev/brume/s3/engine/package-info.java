/**
 * Buckets and their contents: no HTTP, no protocol, no threads, no wall clock. All persistent state
 * is in the tables; buckets and their indexes are created from them.
 */
package dev.brume.s3.engine;
