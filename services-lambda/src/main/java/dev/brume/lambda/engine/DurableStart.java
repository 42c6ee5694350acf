package dev.brume.lambda.engine;

/**
 * What a durable execution begins with.
 *
 * @param version what is executed, of a function that is durable
 * @param name null to have one made
 * @param input the event in JSON
 * @param mostSeconds how long it may take, whatever the function's settings say
 * @param asynchronous whether nobody waits for its result
 * @param trace of X-Ray; null where there is none
 * @param parent what it is begun by; null where that is a client
 */
public record DurableStart(
    FunctionVersionRecord version,
    String name,
    String input,
    int mostSeconds,
    boolean asynchronous,
    String trace,
    DurableExecutionRecord.Parent parent) {}
