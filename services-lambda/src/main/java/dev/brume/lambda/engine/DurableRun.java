package dev.brume.lambda.engine;

/**
 * A call that a durable execution needs.
 *
 * @param execution which it is
 * @param operation the chained invocation whose target is called; null for the function itself
 */
public record DurableRun(DurableExecutionRecord.Key execution, String operation) {}
