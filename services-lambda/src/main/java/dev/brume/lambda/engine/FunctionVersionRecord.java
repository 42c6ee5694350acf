package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;

/**
 * A version of a function: the one that is being worked on, or a published one.
 *
 * @param function the function's name
 * @param version {@link #LATEST}, or the number
 * @param settings what it is configured to be
 * @param code what it runs
 * @param modifiedMillis when it was changed last
 * @param passingRevisionId its revision as long as a state passes
 * @param revisionId its revision from then on
 * @param state {@code Pending}, then {@code Active}
 * @param update {@code InProgress}, then {@code Successful}
 * @param latestDescription what {@link #LATEST} was described as when this was published
 */
public record FunctionVersionRecord(
    String function,
    String version,
    FunctionSettings settings,
    CodePackage code,
    long modifiedMillis,
    String passingRevisionId,
    String revisionId,
    Transition state,
    Transition update,
    String latestDescription) {
  /** The version that is being worked on. */
  public static final String LATEST = "$LATEST";

  /** Whether it is the one that is being worked on. */
  public boolean isLatest() {
    return version.equals(LATEST);
  }

  /** Its revision at a moment. */
  public String revisionAt(long nowMillis) {
    return isSettled(nowMillis) ? revisionId : passingRevisionId;
  }

  /** Whether no state passes at a moment. */
  public boolean isSettled(long nowMillis) {
    return state.isOver(nowMillis) && update.isOver(nowMillis);
  }

  /** The same in another revision. */
  public FunctionVersionRecord revised(String newRevisionId) {
    return new FunctionVersionRecord(
        function,
        version,
        settings,
        code,
        modifiedMillis,
        newRevisionId,
        newRevisionId,
        state,
        update,
        latestDescription);
  }

  /** Whether a version published now would be the same as this one. */
  public boolean isPublishedFrom(FunctionVersionRecord latest) {
    return latest.code().sha256().equals(code.sha256())
        && latest.settings().equals(settings.withDescription(latestDescription));
  }
}
