/** Invocations of functions, and how those without an answer are treated. */
package dev.brume.lambda.invoke;
