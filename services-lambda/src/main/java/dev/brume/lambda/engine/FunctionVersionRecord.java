package dev.brume.lambda.engine;

import dev.brume.core.kit.Transition;

/**
 * A version of a function: the unpublished one, or a published one.
 *
 * @param function the function's name
 * @param version {@link #LATEST}, or the number
 * @param settings its configuration
 * @param code its code
 * @param modifiedMillis when it was last changed
 * @param passingRevisionId its revision during a transition
 * @param revisionId its revision afterwards
 * @param state {@code Pending}, then {@code Active}
 * @param update {@code InProgress}, then {@code Successful}
 * @param latestDescription the description of {@link #LATEST} at the time of publishing
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
  /** The unpublished version. */
  public static final String LATEST = "$LATEST";

  /** The version of a managed function that is published again and again, without numbers. */
  public static final String LATEST_PUBLISHED = "$LATEST.PUBLISHED";

  /** Whether it is the unpublished version. */
  public boolean isLatest() {
    return version.equals(LATEST);
  }

  /** Its state at a given time; without environments, a managed version is deactivated. */
  public String stateAt(LambdaRegion region, long nowMillis) {
    String now = state.at(nowMillis);
    if (settings.managed() == null || !now.equals("Active")) {
      return now;
    }
    FunctionScalingRecord scaling = region.scalings().get(function, version);
    return scaling != null && scaling.isOff() ? "Deactivated" : now;
  }

  /** Its revision at a given time. */
  public String revisionAt(long nowMillis) {
    return isSettled(nowMillis) ? revisionId : passingRevisionId;
  }

  /** Whether no transition is in progress at a given time. */
  public boolean isSettled(long nowMillis) {
    return state.isOver(nowMillis) && update.isOver(nowMillis);
  }

  /** The same with another revision. */
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

  /** Whether a version published now would equal this one. */
  public boolean isPublishedFrom(FunctionVersionRecord latest) {
    return latest.code().sha256().equals(code.sha256())
        && latest.settings().equals(settings.withDescription(latestDescription));
  }
}
