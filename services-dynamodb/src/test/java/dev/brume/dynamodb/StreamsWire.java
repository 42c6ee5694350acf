package dev.brume.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A table with a stream, and its reader. */
final class StreamsWire {
  final DynamoDbWire wire = new DynamoDbWire();

  /** Makes a table with the string key {@code pk} and a stream; its ARN. */
  String table(String name, String view) {
    return wire.ok(
            "CreateTable",
            """
            {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
             'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
             'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
             'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': '%s'}}
            """
                .formatted(name, view))
        .path("TableDescription")
        .path("LatestStreamArn")
        .asText();
  }

  JsonNode describe(String streamArn) {
    return wire.ok("DescribeStream", "{'StreamArn': '%s'}".formatted(streamArn))
        .path("StreamDescription");
  }

  /** The id of the newest shard. */
  String shard(String streamArn) {
    JsonNode shards = describe(streamArn).path("Shards");
    return shards.path(shards.size() - 1).path("ShardId").asText();
  }

  String iterator(String streamArn, String shardId, String rest) {
    return wire.ok(
            "GetShardIterator",
            "{'StreamArn': '%s', 'ShardId': '%s', 'ShardIteratorType': %s}"
                .formatted(streamArn, shardId, rest))
        .path("ShardIterator")
        .asText();
  }

  JsonNode read(String iterator) {
    return wire.ok("GetRecords", "{'ShardIterator': '%s'}".formatted(iterator));
  }

  /** All records that there are, of all shards, in their order. */
  List<JsonNode> records(String streamArn) {
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode shard : describe(streamArn).path("Shards")) {
      String iterator = iterator(streamArn, shard.path("ShardId").asText(), "'TRIM_HORIZON'");
      while (iterator != null) {
        JsonNode page = read(iterator);
        page.path("Records").forEach(records::add);
        boolean more = !page.path("Records").isEmpty() && page.has("NextShardIterator");
        iterator = more ? page.path("NextShardIterator").asText() : null;
      }
    }
    return records;
  }

  /** What the records are of: event names. */
  List<String> events(String streamArn) {
    return records(streamArn).stream().map(record -> record.path("eventName").asText()).toList();
  }
}
