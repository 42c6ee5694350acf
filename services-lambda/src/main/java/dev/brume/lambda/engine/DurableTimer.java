package dev.brume.lambda.engine;

/** Something happens by itself to a durable execution. */
public record DurableTimer(DurableExecutionRecord.Key execution) {}
