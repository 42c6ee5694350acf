package dev.brume.lambda.version;

import dev.brume.core.error.AwsError;
import dev.brume.core.kit.Transition;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.capacity.ManagedFunctionRules;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;

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
   * @param publishTo {@code LATEST_PUBLISHED} for the version without a number; else null
   * @param passing whether the version starts with the transition of a change
   * @return the new version, or the last one if nothing has changed
   * @throws AwsError InvalidParameterValueException if only managed functions have such a version
   */
  public static FunctionVersionRecord publish(
      LambdaRegion region,
      FunctionRecord function,
      String description,
      String publishTo,
      boolean passing) {
    FunctionVersionRecord latest = region.latest(function.name());
    if (publishTo != null && latest.settings().managed() == null) {
      throw LambdaFaults.invalid(
          "PublishTo is supported only for functions with a capacity provider.");
    }
    FunctionVersionRecord last = lastPublished(region, function, publishTo);
    if (last != null && last.isPublishedFrom(latest)) {
      return last;
    }
    if (last == null || publishTo == null) {
      ManagedFunctionRules.checkPublishing(region, latest.settings());
    }
    long number = publishTo == null ? function.lastVersion() + 1 : function.lastVersion();
    String revisionId = region.newId();
    FunctionVersionRecord published =
        new FunctionVersionRecord(
            function.name(),
            publishTo == null ? Long.toString(number) : FunctionVersionRecord.LATEST_PUBLISHED,
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

  /** The version that was published last, with a number or without; null if there is none. */
  private static FunctionVersionRecord lastPublished(
      LambdaRegion region, FunctionRecord function, String publishTo) {
    if (publishTo != null) {
      return region.version(function.name(), FunctionVersionRecord.LATEST_PUBLISHED);
    }
    FunctionVersionRecord last = region.versions().all(function.name()).getLast();
    return last.version().startsWith(FunctionVersionRecord.LATEST) ? null : last;
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
