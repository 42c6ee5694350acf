package dev.brume.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clients of one table with items of about 400 bytes, twenty a partition: a hundred partitions, or
 * so many that the table has a million items.
 */
enum DynamoDbScenario implements Scenario {
  GET_ITEM("GetItem"),
  PUT_ITEM("PutItem of 400 B"),
  UPDATE_ITEM("UpdateItem with an expression"),
  QUERY_20("Query of 20 items"),
  BATCH_WRITE_25("BatchWriteItem of 25"),
  TRANSACT_WRITE_2("TransactWriteItems of 2"),
  SCAN_100("Scan of 100 items"),
  GET_OF_MILLION("GetItem, of 1,000,000 items"),
  PUT_TO_MILLION("PutItem, to 1,000,000 items"),
  QUERY_OF_MILLION("Query of 20, of 1,000,000 items");

  private static final String PREFIX = "DynamoDB_20120810.";
  private static final int PARTITIONS = 100;
  private static final int ITEMS = 20;
  private static final int MANY_PARTITIONS = 50_000;
  private static final int KEYS = 4_000;

  private static final int TRIES = 1_000;
  private static final long TRY_NANOS = 5_000_000;

  /** A prime: requests go all over the table. */
  private static final int STRIDE = 7_919;

  private static final String TEXT = "x".repeat(340);

  private final String title;

  DynamoDbScenario(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  private boolean isOfMillion() {
    return this == GET_OF_MILLION || this == PUT_TO_MILLION || this == QUERY_OF_MILLION;
  }

  /** To fill tables of a million items takes some peers an hour. */
  boolean isForPeers() {
    return !isOfMillion();
  }

  private int partitions() {
    return isOfMillion() ? MANY_PARTITIONS : PARTITIONS;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    String host = "127.0.0.1:" + server.port;
    String table = id() + connections;
    try (HttpConnection connection = server.connect()) {
      connection
          .call(
              request(
                  host,
                  "CreateTable",
                  """
                  {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",\
                  "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
                  {"AttributeName":"sk","AttributeType":"N"}],\
                  "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},\
                  {"AttributeName":"sk","KeyType":"RANGE"}]}"""
                      .formatted(table)))
          .ok();
      awaitTable(connection, host, table);
      for (int partition = 0; partition < partitions(); partition++) {
        connection.call(batch(host, table, partition * ITEMS, ITEMS)).ok();
      }
    }
    return (number, connection) -> round(host, table, number, connection);
  }

  /** Some peers make tables in the background. */
  private static void awaitTable(HttpConnection connection, String host, String table)
      throws IOException {
    byte[] describe = request(host, "DescribeTable", "{\"TableName\":\"" + table + "\"}");
    for (int i = 0; i < TRIES; i++) {
      if (connection.call(describe).ok().text().contains("ACTIVE")) {
        return;
      }
      LockSupport.parkNanos(TRY_NANOS);
    }
    throw new IOException("The table is not ACTIVE: " + table);
  }

  private Round round(String host, String table, int client, HttpConnection connection) {
    byte[][] requests = new byte[PARTITIONS][];
    for (int i = 0; i < PARTITIONS; i++) {
      requests[i] = request(host, table, client * PARTITIONS + i);
    }
    int[] next = {0};
    return () -> connection.call(requests[next[0]++ % PARTITIONS]).ok();
  }

  private byte[] request(String host, String table, int number) {
    int items = partitions() * ITEMS;
    int place = isOfMillion() ? (int) ((long) number * STRIDE % items) : number % items;
    String key = key(place);
    return switch (this) {
      case GET_ITEM, GET_OF_MILLION ->
          request(host, "GetItem", "{\"TableName\":\"%s\",\"Key\":{%s}}".formatted(table, key));
      case PUT_ITEM, PUT_TO_MILLION ->
          request(
              host,
              "PutItem",
              "{\"TableName\":\"%s\",\"Item\":%s}"
                  .formatted(table, item(isOfMillion() ? place : number % KEYS)));
      case UPDATE_ITEM ->
          request(
              host,
              "UpdateItem",
              """
              {"TableName":"%s","Key":{%s},"UpdateExpression":"SET #c = #c + :one",\
              "ExpressionAttributeNames":{"#c":"count"},\
              "ExpressionAttributeValues":{":one":{"N":"1"}}}"""
                  .formatted(table, key));
      case QUERY_20, QUERY_OF_MILLION ->
          request(
              host,
              "Query",
              """
              {"TableName":"%s","KeyConditionExpression":"pk = :p",\
              "ExpressionAttributeValues":{":p":{"S":"%s"}}}"""
                  .formatted(
                      table, partition(isOfMillion() ? place : number % PARTITIONS * ITEMS)));
      case SCAN_100 ->
          request(host, "Scan", "{\"TableName\":\"%s\",\"Limit\":100}".formatted(table));
      case BATCH_WRITE_25 -> batch(host, table, number % KEYS, 25);
      case TRANSACT_WRITE_2 ->
          request(
              host,
              "TransactWriteItems",
              """
              {"TransactItems":[{"Put":{"TableName":"%s","Item":%s}},\
              {"Put":{"TableName":"%s","Item":%s}}]}"""
                  .formatted(table, item(2 * number), table, item(2 * number + 1)));
    };
  }

  private static byte[] batch(String host, String table, int from, int count) {
    String puts =
        IntStream.range(from, from + count)
            .mapToObj(number -> "{\"PutRequest\":{\"Item\":" + item(number) + "}}")
            .collect(Collectors.joining(","));
    return request(
        host, "BatchWriteItem", "{\"RequestItems\":{\"%s\":[%s]}}".formatted(table, puts));
  }

  private static String partition(int number) {
    return "partition-%06d".formatted(number / ITEMS);
  }

  private static String key(int number) {
    return "\"pk\":{\"S\":\"%s\"},\"sk\":{\"N\":\"%d\"}"
        .formatted(partition(number), number % ITEMS);
  }

  private static String item(int number) {
    return "{%s,\"text\":{\"S\":\"%s\"},\"count\":{\"N\":\"%d\"},\"flag\":{\"BOOL\":true}}"
        .formatted(key(number), TEXT, number);
  }

  /** A request as the SDKs send it, head and body in one array. */
  private static byte[] request(String host, String operation, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields =
        Map.of(
            "content-length",
            Integer.toString(body.length),
            "content-type",
            "application/x-amz-json-1.0",
            "host",
            host,
            "x-amz-target",
            PREFIX + operation);
    byte[] head = Signing.head("dynamodb", "POST", "/", fields, Signing.sha256(body));
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }
}
