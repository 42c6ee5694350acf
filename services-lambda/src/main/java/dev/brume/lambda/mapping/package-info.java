/**
 * Event source mappings: functions called with the messages of queues and the records of streams.
 */
package dev.brume.lambda.mapping;
