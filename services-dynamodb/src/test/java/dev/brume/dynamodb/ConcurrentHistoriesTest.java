package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What several clients do at once, chosen by a seed, has an outcome as if they had done one thing
 * after the other. The same across kills of a server: {@code TableCrashTest} of the server.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation">Isolation
 *     levels for DynamoDB transactions</a>: transactions and single writes are serialisable
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters">Atomic
 *     counters</a>
 */
class ConcurrentHistoriesTest {
  private static final int CLIENTS = 4;
  private static final int STEPS = 120;
  private static final int ACCOUNTS = 5;
  private static final int BEGINNING = 100;

  private final StreamsWire streams = new StreamsWire();
  private final DynamoDbWire wire = streams.wire;

  /** What one client does, one step after the other. */
  private interface Client {
    void step(Random random, int client, int number);
  }

  private static void run(long seed, Client work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        Random random = new Random(seed * CLIENTS + client);
        running.add(
            threads.submit(
                () -> {
                  for (int number = 0; number < STEPS; number++) {
                    work.step(random, client, number);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static int number(JsonNode item, String name) {
    return item.path(name).path("N").asInt();
  }

  // ------------------------------------------------------------------------- transactions

  /**
   * Money moves between accounts by transactions, and others read all accounts in one. Every such
   * reading has the whole sum, and each two of them are of one order: no account is newer in the
   * first and another in the second.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void transactionsAreSerialisable(long seed) throws Exception {
    wire.hashTable("bank");
    for (int i = 0; i < ACCOUNTS; i++) {
      wire.put(
          "bank",
          "{'pk': {'S': 'a%d'}, 'sum': {'N': '%d'}, 'v': {'N': '0'}}".formatted(i, BEGINNING));
    }
    AtomicInteger moved = new AtomicInteger();
    List<List<Integer>> readings = Collections.synchronizedList(new ArrayList<>());
    run(
        seed,
        (random, client, number) -> {
          if (random.nextInt(3) == 0) {
            readings.add(readAll());
          } else if (move(random, client + "-" + number)) {
            moved.incrementAndGet();
          }
        });
    List<Integer> last = readAll();
    readings.add(last);
    assertThat(moved.get()).isPositive();
    assertThat(last.stream().mapToInt(version -> version).sum()).isEqualTo(2 * moved.get());
    assertThat(wire.ok("Scan", "{'TableName': 'bank'}").path("Count").asInt())
        .isEqualTo(ACCOUNTS + moved.get());
    for (List<Integer> one : readings) {
      for (List<Integer> other : readings) {
        assertThat(isBefore(one, other) || isBefore(other, one)).as(one + " " + other).isTrue();
      }
    }
  }

  private static boolean isBefore(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i) > other.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The versions of all accounts. */
  private List<Integer> readAll() {
    StringBuilder gets = new StringBuilder();
    for (int i = 0; i < ACCOUNTS; i++) {
      gets.append(i == 0 ? "" : ", ")
          .append("{'Get': {'TableName': 'bank', 'Key': {'pk': {'S': 'a%d'}}}}".formatted(i));
    }
    List<Integer> versions = new ArrayList<>();
    int sum = 0;
    for (JsonNode each :
        wire.ok("TransactGetItems", "{'TransactItems': [%s]}".formatted(gets)).path("Responses")) {
      sum += number(each.path("Item"), "sum");
      versions.add(number(each.path("Item"), "v"));
    }
    assertThat(sum).isEqualTo(ACCOUNTS * BEGINNING);
    return versions;
  }

  /** Whether there was enough to be moved. */
  private boolean move(Random random, String id) {
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    int amount = 1 + random.nextInt(BEGINNING);
    String update =
        """
        {'Update': {'TableName': 'bank', 'Key': {'pk': {'S': 'a%d'}},
         'UpdateExpression': 'SET #s = #s %s :n ADD v :one', 'ConditionExpression': '#s >= :least',
         'ExpressionAttributeNames': {'#s': 'sum'},
         'ExpressionAttributeValues': {
           ':n': {'N': '%d'}, ':one': {'N': '1'}, ':least': {'N': '%d'}}}}
        """;
    WireAnswer answer =
        wire.call(
            "TransactWriteItems",
            """
            {'TransactItems': [%s, %s,
              {'Put': {'TableName': 'bank', 'Item': {'pk': {'S': '%s'}},
                       'ConditionExpression': 'attribute_not_exists(pk)'}}]}
            """
                .formatted(
                    update.formatted(from, "-", amount, amount),
                    update.formatted(to, "+", amount, 0),
                    id));
    if (answer.status() == 200) {
      return true;
    }
    assertThat(answer.text()).contains("[ConditionalCheckFailed, None, None]");
    return false;
  }

  // ----------------------------------------------------------------------- single writes

  /**
   * Each version of an item is written by one client only, and whoever reads later reads no older.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void conditionalWritesAreSerialisable(long seed) throws Exception {
    wire.hashTable("tab");
    wire.put("tab", "{'pk': {'S': 'a'}, 'v': {'N': '0'}}");
    AtomicInteger newest = new AtomicInteger();
    AtomicIntegerArray writers = new AtomicIntegerArray(CLIENTS * STEPS + 1);
    run(
        seed,
        (random, client, number) -> {
          int known = newest.get();
          int read = number(wire.get("tab", "a"), "v");
          assertThat(read).isGreaterThanOrEqualTo(known);
          newest.accumulateAndGet(read, Math::max);
          if (random.nextBoolean()) {
            WireAnswer answer =
                wire.call(
                    "UpdateItem",
                    """
                    {'TableName': 'tab', 'Key': {'pk': {'S': 'a'}},
                     'UpdateExpression': 'SET v = :next', 'ConditionExpression': 'v = :read',
                     'ExpressionAttributeValues': {
                       ':next': {'N': '%d'}, ':read': {'N': '%d'}}}
                    """
                        .formatted(read + 1, read));
            if (answer.status() == 200) {
              writers.incrementAndGet(read + 1);
              newest.accumulateAndGet(read + 1, Math::max);
            } else {
              assertThat(answer.text()).contains("ConditionalCheckFailedException");
              assertThat(number(wire.get("tab", "a"), "v")).isGreaterThan(read);
            }
          }
        });
    int last = number(wire.get("tab", "a"), "v");
    assertThat(last).isPositive();
    for (int version = 1; version <= last; version++) {
      assertThat(writers.get(version)).as("writers of version " + version).isOne();
    }
  }

  /** Whichever operation increments a counter, alone or among others: it counts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countersLoseNothing(long seed) throws Exception {
    wire.hashTable("tab");
    String update =
        """
        'TableName': 'tab', 'Key': {'pk': {'S': 'c'}}, 'UpdateExpression': '%s',
        'ExpressionAttributeValues': {':one': {'N': '1'}%s}
        """;
    String add = update.formatted("ADD n :one", "");
    String set = update.formatted("SET n = if_not_exists(n, :z) + :one", ", ':z': {'N': '0'}");
    wire.ok("UpdateItem", "{" + add + "}");
    run(
        seed,
        (random, client, number) -> {
          switch (random.nextInt(5)) {
            case 0 -> wire.ok("UpdateItem", "{" + add + "}");
            case 1 -> wire.ok("UpdateItem", "{" + set + "}");
            case 2 ->
                wire.ok(
                    "TransactWriteItems", "{'TransactItems': [{'Update': {%s}}]}".formatted(set));
            case 3 ->
                wire.ok(
                    "UpdateItem",
                    """
                    {'TableName': 'tab', 'Key': {'pk': {'S': 'c'}},
                     'AttributeUpdates': {'n': {'Action': 'ADD', 'Value': {'N': '1'}}}}
                    """);
            default ->
                assertThat(
                        wire.exact(
                                "ExecuteStatement",
                                "{\"Statement\": \"UPDATE tab SET n = n + 1 WHERE pk = 'c'\"}")
                            .status())
                    .isEqualTo(200);
          }
        });
    assertThat(number(wire.get("tab", "c"), "n")).isEqualTo(CLIENTS * STEPS + 1);
  }

  // -------------------------------------------------------------------- what follows writes

  /** Indexes hold what the table holds, and the stream's records lead to it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void indexesAndStreamsAgreeWithTheTable(long seed) throws Exception {
    wire.indexedTable("tab", "N");
    String stream =
        wire.ok(
                "UpdateTable",
                """
                {'TableName': 'tab', 'StreamSpecification': {
                   'StreamEnabled': true, 'StreamViewType': 'NEW_AND_OLD_IMAGES'}}
                """)
            .path("TableDescription")
            .path("LatestStreamArn")
            .asText();
    run(seed, (random, client, number) -> write(random));
    Map<String, JsonNode> items = scan(null);
    assertThat(items).isNotEmpty();
    assertThat(replayed(stream)).isEqualTo(items);
    Map<String, JsonNode> indexed = new TreeMap<>(items);
    indexed.values().removeIf(item -> !item.has("gp") || !item.has("gs"));
    assertThat(scan("all")).isEqualTo(indexed);
    indexed = new TreeMap<>(items);
    indexed.values().removeIf(item -> !item.has("gp"));
    assertThat(scan("keys").keySet()).isEqualTo(indexed.keySet());
    indexed = new TreeMap<>(items);
    indexed.values().removeIf(item -> !item.has("ls"));
    assertThat(scan("local").keySet()).isEqualTo(indexed.keySet());
  }

  private void write(Random random) {
    String key =
        "'pk': {'S': 'p%d'}, 'sk': {'N': '%d'}".formatted(random.nextInt(3), random.nextInt(4));
    String put = "{'TableName': 'tab', 'Item': {%s%s}}".formatted(key, attributes(random));
    switch (random.nextInt(5)) {
      case 0 -> wire.ok("DeleteItem", "{'TableName': 'tab', 'Key': {%s}}".formatted(key));
      case 1 ->
          wire.ok(
              "UpdateItem",
              """
              {'TableName': 'tab', 'Key': {%s}, 'UpdateExpression': 'SET gp = :p REMOVE %s',
               'ExpressionAttributeValues': {':p': {'S': 'g%d'}}}
              """
                  .formatted(key, random.nextBoolean() ? "gs" : "ls", random.nextInt(3)));
      case 2 ->
          wire.ok(
              "TransactWriteItems",
              """
              {'TransactItems': [{'Put': %s}, {'Put': {
                 'TableName': 'tab', 'Item': {'pk': {'S': 'other'}, 'sk': {'N': '%d'}}}}]}
              """
                  .formatted(put, random.nextInt(4)));
      case 3 ->
          wire.ok(
              "BatchWriteItem",
              "{'RequestItems': {'tab': [{'PutRequest': {'Item': {%s%s}}}]}}"
                  .formatted(key, attributes(random)));
      default -> wire.ok("PutItem", put);
    }
  }

  private static String attributes(Random random) {
    StringBuilder attributes = new StringBuilder();
    for (String name : List.of("ls", "gs")) {
      if (random.nextBoolean()) {
        attributes.append(", '%s': {'N': '%d'}".formatted(name, random.nextInt(3)));
      }
    }
    if (random.nextBoolean()) {
      attributes.append(", 'gp': {'S': 'g%d'}".formatted(random.nextInt(3)));
    }
    return attributes.toString();
  }

  private static String key(JsonNode item) {
    return item.path("pk").path("S").asText() + "/" + item.path("sk").path("N").asText();
  }

  private Map<String, JsonNode> scan(String index) {
    Map<String, JsonNode> items = new TreeMap<>();
    String input =
        "{'TableName': 'tab'%s}"
            .formatted(index == null ? "" : ", 'IndexName': '%s'".formatted(index));
    for (JsonNode item : wire.ok("Scan", input).path("Items")) {
      items.put(key(item), item);
    }
    return items;
  }

  private Map<String, JsonNode> replayed(String stream) {
    Map<String, JsonNode> items = new TreeMap<>();
    for (JsonNode record : streams.records(stream)) {
      JsonNode change = record.path("dynamodb");
      String key = key(change.path("Keys"));
      JsonNode before = change.has("OldImage") ? change.path("OldImage") : null;
      assertThat(items.get(key)).isEqualTo(before);
      if (change.has("NewImage")) {
        assertThat(change.path("NewImage")).as("a write that changes nothing").isNotEqualTo(before);
        items.put(key, change.path("NewImage"));
      } else {
        items.remove(key);
      }
    }
    return items;
  }
}
