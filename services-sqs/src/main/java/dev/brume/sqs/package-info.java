/**
 * The operations of Amazon SQS: they read requests, check them in AWS's order and words, and call
 * the {@linkplain dev.brume.sqs.engine engine}.
 */
package dev.brume.sqs;
