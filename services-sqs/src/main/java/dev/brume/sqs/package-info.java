/**
 * The operations of Amazon SQS: they read requests, check what AWS checks, in its words, and call
 * the {@linkplain dev.brume.sqs.engine engine}.
 */
package dev.brume.sqs;
