package dev.brume.dynamodb.streams;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.engine.ChangeShard;
import dev.brume.dynamodb.engine.ChangeStream;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.DynamoDbRegions;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds streams by ARN. */
final class ChangeStreamFinder {
  private static final String SERVICE = "dynamodb";
  private static final Pattern RESOURCE = Pattern.compile("table/([^/]+)/stream/(.+)");

  private final DynamoDbRegions regions;

  ChangeStreamFinder(DynamoDbRegions regions) {
    this.regions = regions;
  }

  /**
   * The parts of a stream's ARN.
   *
   * @param scope its table's scope
   * @param tableName the table
   * @param label which of the table's streams
   */
  record Address(Scope scope, String tableName, String label) {}

  /** The parts of {@code arn}; null if it is not a stream's. */
  static Address address(Arn arn) {
    Matcher resource = RESOURCE.matcher(arn.resource());
    return arn.service().equals(SERVICE) && resource.matches()
        ? new Address(arn.scope(), resource.group(1), resource.group(2))
        : null;
  }

  /**
   * The parts of {@code arn}.
   *
   * @throws dev.brume.core.error.AwsError ValidationException if it is not a stream's
   */
  static Address address(String arn) {
    Address address = Arn.parse(arn).map(ChangeStreamFinder::address).orElse(null);
    if (address == null) {
      // AWS's error text is not known.
      throw Validation.error("Invalid StreamArn: " + arn);
    }
    return address;
  }

  DynamoDbRegion region(Scope scope) {
    return regions.of(scope);
  }

  /** The stream, or null. */
  ChangeStream find(Address address) {
    DynamoDbRegion region = regions.find(address.scope());
    return region == null ? null : region.streams().find(address.tableName(), address.label());
  }

  /**
   * The stream with that ARN.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException or ValidationException
   */
  ChangeStream stream(String arn) {
    ChangeStream stream = find(address(arn));
    if (stream == null) {
      throw notFound(arn);
    }
    return stream;
  }

  /**
   * The same for a request: each region has an endpoint of its own, which knows no streams of
   * others.
   */
  ChangeStream stream(RequestContext context, String arn) {
    if (regions.shared() == null
        && !address(arn).scope().region().equals(context.scope().region())) {
      throw notFound(arn);
    }
    return stream(arn);
  }

  private static RuntimeException notFound(String arn) {
    return DynamoDbStreamsErrors.resourceNotFoundException(
        "Requested resource not found: Stream: " + arn + " not found");
  }

  /**
   * The shard with that id in a stream.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  static ChangeShard shard(ChangeStream stream, String streamArn, String shardId) {
    ChangeShard shard = stream.shard(shardId);
    if (shard == null) {
      // AWS's error text is not known; this is like the one for streams.
      throw DynamoDbStreamsErrors.resourceNotFoundException(
          "Requested resource not found: Shard: "
              + shardId
              + " in Stream: "
              + streamArn
              + " not found");
    }
    return shard;
  }

  /** The ARN of a table's stream. */
  static String arn(Scope scope, ChangeStream stream) {
    return scope
        .arn(SERVICE, "table/" + stream.tableName() + "/stream/" + stream.label())
        .toString();
  }
}
