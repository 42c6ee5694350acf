package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.kit.Surroundings;
import dev.brume.dynamodb.api.DynamoDbApi;
import dev.brume.dynamodb.engine.CapacityRules;
import dev.brume.dynamodb.streams.api.DynamoDbStreamsApi;
import dev.brume.testkit.TestEnvironment;
import dev.brume.testkit.TestServer;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** DynamoDB as its tests speak to it. Inputs may be written with single quotes. */
final class DynamoDbWire {
  static final String ARN =
      "arn:aws:dynamodb:" + TestEnvironment.REGION + ":" + TestEnvironment.ACCOUNT + ":table/";

  private static final Set<String> STREAM_OPERATIONS =
      Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams");

  private static final ObjectMapper JSON = new ObjectMapper();

  final TestServer server;

  private final WireClient client;

  private final WireClient streams;

  DynamoDbWire() {
    this(world -> world);
  }

  /** One whose surroundings are others. */
  DynamoDbWire(UnaryOperator<Surroundings> change) {
    this(change, DynamoDbOptions.DEFAULTS);
  }

  /** One whose capacity is counted by those rules. */
  DynamoDbWire(UnaryOperator<Surroundings> change, CapacityRules rules) {
    this(change, new DynamoDbOptions(rules, false, false, 0));
  }

  /** One that is set otherwise. */
  DynamoDbWire(UnaryOperator<Surroundings> change, DynamoDbOptions options) {
    AtomicReference<TestServer> made = new AtomicReference<>();
    server =
        TestServer.builder()
            .service(DynamoDbApi.SERVICE, world -> new DynamoDbService(world, options))
            .service(DynamoDbStreamsApi.SERVICE, world -> service(made.get()).streams())
            .surroundings(change)
            .build();
    made.set(server);
    client = server.client();
    streams = server.client(DynamoDbStreamsApi.SERVICE);
  }

  private static DynamoDbService service(TestServer server) {
    return server.service(DynamoDbApi.SERVICE.id(), DynamoDbService.class);
  }

  /** The service itself. */
  DynamoDbService service() {
    return service(server);
  }

  /** Waits until nothing is under way any more. */
  void settle() {
    server.environment().surroundings().outbox().settle().toCompletableFuture().join();
  }

  /** The present moment. */
  long nowMillis() {
    return server.timeline().nowMillis();
  }

  private WireClient client(String operation) {
    return STREAM_OPERATIONS.contains(operation) ? streams : client;
  }

  /** The answer to an input in which single quotes stand for themselves. */
  WireAnswer exact(String operation, String input) {
    return client(operation).callWithText(operation, input);
  }

  WireAnswer call(String operation, String input) {
    return client(operation).callWithText(operation, input.replace('\'', '"'));
  }

  /** The answer to somebody else's request. */
  WireAnswer callAs(String accessKey, String operation, String input) {
    return client(operation).as(accessKey).callWithText(operation, input.replace('\'', '"'));
  }

  /** The output of an operation that succeeds. */
  JsonNode ok(String operation, String input) {
    WireAnswer answer = call(operation, input);
    assertThat(answer.status()).as("%s: %s", operation, answer.text()).isEqualTo(200);
    return json(answer);
  }

  /** The operation succeeds, and its output is {@code output}. */
  void gives(String operation, String input, String output) {
    assertThat(ok(operation, input)).isEqualTo(json(output));
  }

  /** The operation is refused with a ValidationException in these words. */
  void invalid(String operation, String input, String message) {
    refused(operation, input, "com.amazon.coral.validate#ValidationException", message);
  }

  /** The operation is refused with one of DynamoDB's own errors. */
  JsonNode fails(String operation, String input, String code, String message) {
    return refused(operation, input, "com.amazonaws.dynamodb.v20120810#" + code, message);
  }

  private JsonNode refused(String operation, String input, String type, String message) {
    WireAnswer answer = call(operation, input);
    JsonNode body = json(answer);
    String text = body.path("message").asText(body.path("Message").asText());
    assertThat(text).isEqualTo(message);
    assertThat(body.path("__type").asText()).isEqualTo(type);
    assertThat(answer.status()).isEqualTo(400);
    return body;
  }

  /** The body of an answer. */
  static JsonNode json(WireAnswer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // ---------------------------------------------------------------------------- short cuts

  /** Makes a table with the string key {@code pk}. */
  void hashTable(String name) {
    ok(
        "CreateTable",
        """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}
        """
            .formatted(name));
  }

  /**
   * Makes a table with the keys {@code pk} and {@code sk}, a local index {@code local} by {@code
   * ls}, and the global indexes {@code all} by {@code gp}, {@code gs} and {@code keys} by {@code
   * gp} with keys only.
   */
  void indexedTable(String name, String sortType) {
    ok(
        "CreateTable",
        """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [
           {'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'sk', 'AttributeType': '%s'},
           {'AttributeName': 'ls', 'AttributeType': 'N'},
           {'AttributeName': 'gp', 'AttributeType': 'S'},
           {'AttributeName': 'gs', 'AttributeType': 'N'}],
         'KeySchema': [
           {'AttributeName': 'pk', 'KeyType': 'HASH'}, {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
         'LocalSecondaryIndexes': [
           {'IndexName': 'local', 'Projection': {'ProjectionType': 'KEYS_ONLY'}, 'KeySchema': [
             {'AttributeName': 'pk', 'KeyType': 'HASH'},
             {'AttributeName': 'ls', 'KeyType': 'RANGE'}]}],
         'GlobalSecondaryIndexes': [
           {'IndexName': 'all', 'Projection': {'ProjectionType': 'ALL'}, 'KeySchema': [
             {'AttributeName': 'gp', 'KeyType': 'HASH'},
             {'AttributeName': 'gs', 'KeyType': 'RANGE'}]},
           {'IndexName': 'keys', 'Projection': {'ProjectionType': 'KEYS_ONLY'}, 'KeySchema': [
             {'AttributeName': 'gp', 'KeyType': 'HASH'}]}]}
        """
            .formatted(name, sortType));
  }

  /** Puts an item. */
  void put(String table, String item) {
    ok("PutItem", "{'TableName': '%s', 'Item': %s}".formatted(table, item));
  }

  /** The item with the string key {@code pk}; missing where there is none. */
  JsonNode get(String table, String pk) {
    return ok("GetItem", "{'TableName': '%s', 'Key': {'pk': {'S': '%s'}}}".formatted(table, pk))
        .path("Item");
  }
}
