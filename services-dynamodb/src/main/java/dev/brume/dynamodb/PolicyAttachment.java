package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.engine.AttachedPolicy;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import java.util.function.UnaryOperator;

/** The resource of a resource-based policy: a table or a stream. */
sealed interface PolicyAttachment {
  String STREAM = "/stream/";

  /** The policy, or null. */
  AttachedPolicy policy();

  /** Changes the policy, and returns the new one; either may be null. */
  AttachedPolicy change(UnaryOperator<AttachedPolicy> change);

  /** The present time. */
  long nowMillis();

  /**
   * The table or stream with that ARN.
   *
   * @throws dev.brume.core.error.AwsError ValidationException or ResourceNotFoundException
   */
  static PolicyAttachment of(TableFinder tables, RequestContext context, String arn) {
    String resource = Arn.parse(arn).map(Arn::resource).orElse("");
    int label = resource.indexOf(STREAM);
    if (!resource.startsWith(TableFinder.TABLE) || label < 0) {
      return new OfTable(tables.placeOfArn(context, arn));
    }
    DynamoDbRegion region = tables.region(context, Arn.parse(arn).orElseThrow());
    ChangeStream stream =
        region
            .streams()
            .find(
                resource.substring(TableFinder.TABLE.length(), label),
                resource.substring(label + STREAM.length()));
    if (stream == null) {
      throw DynamoDbErrors.resourceNotFoundException(
          "Requested resource not found: Stream: " + arn + " not found");
    }
    return new OfStream(region, stream);
  }

  /** A table. */
  record OfTable(TableFinder.TableLocation place) implements PolicyAttachment {
    @Override
    public AttachedPolicy policy() {
      return place.describedTable().record().settings().policy();
    }

    @Override
    public AttachedPolicy change(UnaryOperator<AttachedPolicy> change) {
      return place
          .region()
          .change(
              place.name(),
              table ->
                  table.withSettings(
                      table.settings().toBuilder()
                          .policy(change.apply(table.settings().policy()))
                          .build()))
          .record()
          .settings()
          .policy();
    }

    @Override
    public long nowMillis() {
      return place.region().nowMillis();
    }
  }

  /** A stream. */
  record OfStream(DynamoDbRegion region, ChangeStream stream) implements PolicyAttachment {
    @Override
    public AttachedPolicy policy() {
      return stream.policy();
    }

    @Override
    public AttachedPolicy change(UnaryOperator<AttachedPolicy> change) {
      return stream.changePolicy(change);
    }

    @Override
    public long nowMillis() {
      return region.nowMillis();
    }
  }
}
