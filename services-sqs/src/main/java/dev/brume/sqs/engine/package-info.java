/**
 * The queues themselves: no HTTP, no protocol, no threads, no wall clock. All persistent state is
 * in the tables; queues and their indexes are created from them.
 */
package dev.brume.sqs.engine;
