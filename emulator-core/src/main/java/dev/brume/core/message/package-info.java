/** Messages as queues and topics carry them: attributes, allowed characters and digests. */
package dev.brume.core.message;
