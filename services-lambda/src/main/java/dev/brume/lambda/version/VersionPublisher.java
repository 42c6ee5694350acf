package dev.brume.lambda.version;

import dev.brume.core.kit.Transition;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.List;

/**
 * Publishes immutable versions of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html">Manage
 *     Lambda function versions</a>
 */
public final class VersionPublisher {
  private static final String ACTIVE = "Active";

  private VersionPublisher() {}

  /**
   * Publishes {@code $LATEST}, within {@link LambdaRegion#change}. "Lambda doesn't publish a
   * version if the function's configuration and code haven't changed since the last version."
   *
   * @param description null for that of {@code $LATEST}
   * @param passing whether the version starts with the transition of a change
   * @return the new version, or the last one if nothing has changed
   */
  public static FunctionVersionRecord publish(
      LambdaRegion region, FunctionRecord function, String description, boolean passing) {
    FunctionVersionRecord latest = region.latest(function.name());
    List<FunctionVersionRecord> known = region.versions().all(function.name());
    FunctionVersionRecord last = known.getLast();
    if (!last.isLatest() && last.isPublishedFrom(latest)) {
      return last;
    }
    long number = function.lastVersion() + 1;
    String revisionId = region.newId();
    FunctionVersionRecord published =
        new FunctionVersionRecord(
            function.name(),
            Long.toString(number),
            description == null
                ? latest.settings()
                : latest.settings().withDescription(description),
            latest.code(),
            region.nowMillis(),
            revisionId,
            revisionId,
            passing ? region.changing("Pending", ACTIVE) : Transition.settled(ACTIVE),
            Transition.settled("Successful"),
            latest.settings().description());
    region.put(published);
    region.put(withNewRevision(region, latest));
    region.functions().put(function.withLastVersion(number), function.name());
    return published;
  }

  /** Publishing also changes the revision of {@code $LATEST}; transitions continue. */
  private static FunctionVersionRecord withNewRevision(
      LambdaRegion region, FunctionVersionRecord latest) {
    return new FunctionVersionRecord(
        latest.function(),
        latest.version(),
        latest.settings(),
        latest.code(),
        latest.modifiedMillis(),
        region.newId(),
        region.newId(),
        latest.state(),
        latest.update(),
        null);
  }
}
