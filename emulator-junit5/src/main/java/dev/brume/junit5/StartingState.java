package dev.brume.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.server.Brume;

/** Creates the initial state of a class's tests, by AWS's own requests and without the network. */
final class StartingState {
  private static final String DATE = "20260101";

  private final Brume brume;
  private final String account;

  private StartingState(Brume brume, String account) {
    this.brume = brume;
    this.account = account;
  }

  /**
   * @throws IllegalStateException if something can't be created, such as a bucket with an invalid
   *     name
   */
  static void make(Brume brume, String account, TestSettings settings) {
    StartingState state = new StartingState(brume, account);
    settings.buckets().forEach(state::makeBucket);
    settings.queues().forEach(state::makeQueue);
    settings.topics().forEach(state::makeTopic);
    settings.tables().forEach(state::makeTable);
  }

  private void makeBucket(String name) {
    send("bucket " + name, "PUT", "/" + name, "s3", new Headers(), "");
  }

  private void makeQueue(String name) {
    String attributes = isFifo(name) ? ", \"Attributes\": {\"FifoQueue\": \"true\"}" : "";
    Headers headers = new Headers().add("Content-Type", "application/x-amz-json-1.0");
    headers.add("X-Amz-Target", "AmazonSQS.CreateQueue");
    String input = "{\"QueueName\": \"" + escaped(name) + "\"" + attributes + "}";
    send("queue " + name, "POST", "/", "sqs", headers, input);
  }

  private void makeTopic(String name) {
    String attributes =
        isFifo(name) ? "&Attributes.entry.1.key=FifoTopic&Attributes.entry.1.value=true" : "";
    Headers headers = new Headers().add("Content-Type", "application/x-www-form-urlencoded");
    String input = "Action=CreateTopic&Version=2010-03-31&Name=" + name + attributes;
    send("topic " + name, "POST", "/", "sns", headers, input);
  }

  private void makeTable(TestSettings.TableKeys table) {
    StringBuilder definitions = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    append(definitions, keys, table.partition(), "HASH");
    if (table.sort() != null) {
      append(definitions.append(", "), keys.append(", "), table.sort(), "RANGE");
    }
    Headers headers = new Headers().add("Content-Type", "application/x-amz-json-1.0");
    headers.add("X-Amz-Target", "DynamoDB_20120810.CreateTable");
    String input =
        "{\"TableName\": \""
            + escaped(table.name())
            + "\", \"BillingMode\": \"PAY_PER_REQUEST\", \"AttributeDefinitions\": ["
            + definitions
            + "], \"KeySchema\": ["
            + keys
            + "]}";
    send("table " + table.name(), "POST", "/", "dynamodb", headers, input);
  }

  private static void append(
      StringBuilder definitions,
      StringBuilder keys,
      TestSettings.KeyAttribute attribute,
      String keyType) {
    String name = "{\"AttributeName\": \"" + escaped(attribute.name()) + "\", ";
    definitions.append(name).append("\"AttributeType\": \"").append(attribute.type()).append("\"}");
    keys.append(name).append("\"KeyType\": \"").append(keyType).append("\"}");
  }

  private static boolean isFifo(String name) {
    return name.endsWith(".fifo");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private void send(
      String what, String method, String path, String service, Headers headers, String input) {
    byte[] body = input.getBytes(UTF_8);
    headers.add("Host", "localhost:" + brume.port());
    headers.add("Content-Length", Integer.toString(body.length));
    headers.add(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential="
            + String.join("/", account, DATE, brume.region(), service, "aws4_request")
            + ", SignedHeaders=host, Signature="
            + "0".repeat(64));
    headers.add("X-Amz-Date", DATE + "T000000Z");
    HttpRequest request =
        new HttpRequest(
            method, path, null, headers, new RequestBody.Whole(body), ClientConnection.INTERNAL);
    HttpResponse response = brume.handle(request).toCompletableFuture().join();
    if (response.status() != 200) {
      String answer = UTF_8.decode(response.wholeBody()).toString();
      throw new IllegalStateException("The " + what + " can't be made: " + answer);
    }
  }
}
