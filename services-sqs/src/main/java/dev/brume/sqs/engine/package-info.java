/**
 * Queues as such: no HTTP, no protocol, no threads, no wall clock. Everything that lasts is in the
 * tables; queues and their indexes are made from them.
 */
package dev.brume.sqs.engine;
