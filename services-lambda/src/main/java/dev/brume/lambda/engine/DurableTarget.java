package dev.brume.lambda.engine;

/**
 * What a chained invocation invokes.
 *
 * @param version null where it can't be invoked
 * @param refusal why not; else null
 */
public record DurableTarget(FunctionVersionRecord version, DurableError refusal) {}
