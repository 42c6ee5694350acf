/**
 * Buckets and what is in them: no HTTP, no protocol, no threads, no wall clock. Everything that
 * lasts is in the tables; buckets and their indexes are made from them.
 */
package dev.brume.s3.engine;
