/**
 * Amazon Kinesis Data Streams: its operations find streams, check what the model does not, call the
 * engine, and convert its results to AWS's form.
 */
package dev.brume.kinesis;
