/** Event source mappings: functions that are called with the messages of queues. */
package dev.brume.lambda.mapping;
