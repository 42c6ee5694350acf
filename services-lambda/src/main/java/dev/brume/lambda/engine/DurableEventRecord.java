package dev.brume.lambda.engine;

import java.util.Map;

/**
 * An event in the history of a durable execution.
 *
 * @param number from 1
 * @param type such as {@code StepStarted}
 * @param millis when it happened
 * @param label the operation; null of invocations
 * @param payload an input or a result; null where there is none
 * @param error null where there is none
 * @param facts further members of the event's details, by AWS's names
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Event.html">Event</a>
 */
public record DurableEventRecord(
    int number,
    String type,
    long millis,
    DurableLabel label,
    String payload,
    DurableError error,
    Map<String, String> facts) {
  /** A fact as a number; null where it is not there. */
  public Integer number(String fact) {
    String value = facts.get(fact);
    return value == null ? null : Integer.valueOf(value);
  }
}
