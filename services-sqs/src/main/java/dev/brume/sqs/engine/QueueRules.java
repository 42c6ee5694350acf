package dev.brume.sqs.engine;

/**
 * The rules of AWS that users can switch off.
 *
 * @param purgeWait whether a second purge within 60 seconds is refused
 * @param deletedNameWait whether the name of a deleted queue stays reserved for 60 seconds
 * @param retention whether messages expire
 */
public record QueueRules(boolean purgeWait, boolean deletedNameWait, boolean retention) {
  /** All rules, as on AWS. */
  public static final QueueRules OF_AWS = new QueueRules(true, true, true);
}
