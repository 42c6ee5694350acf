/** Reserved and provisioned concurrency. */
package dev.brume.lambda.concurrency;
