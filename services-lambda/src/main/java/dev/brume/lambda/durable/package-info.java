/** Durable functions: their executions, from the first call over checkpoints to the last. */
package dev.brume.lambda.durable;
