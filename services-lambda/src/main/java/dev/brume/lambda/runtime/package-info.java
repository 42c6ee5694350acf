/**
 * Runs functions: each in an operating-system process of its own runtime, which requests
 * invocations by the Lambda Runtime API over loopback HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API for custom runtimes</a>
 */
package dev.brume.lambda.runtime;
