/**
 * Amazon Kinesis Data Streams: its operations find streams, check what the model does not, call the
 * engine, and put its answers into AWS's form.
 */
package dev.brume.kinesis;
