/** Synchronous and asynchronous invocations of functions. */
package dev.brume.lambda.invoke;
