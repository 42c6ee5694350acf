package dev.brume.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Clients that publish to one topic with queues behind it. */
enum SnsScenario implements Scenario {
  PUBLISH_TO_ONE("Publish to 1 queue", 1),
  PUBLISH_SIGNED("Publish to 1 queue, in a signed envelope", 1),
  PUBLISH_TO_HUNDRED("Publish to 100 queues", 100),
  PUBLISH_FILTERED("Publish to 1 of 100 queues, by filter policies of 5 rules", 100),
  PUBLISH_BATCH("PublishBatch of 10 to 1 queue", 1);

  /** What messages have that are filtered: a name, a type and a value each. */
  private static final String[][] ATTRIBUTES = {
    {"color", "String", "0"},
    {"shop", "String", "corner-shop"},
    {"price", "Number", "7.5"},
    {"state", "String", "new"},
    {"tags", "String.Array", "[\"a\",\"b\",\"c\"]"}
  };

  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:";
  private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String BODY = "x".repeat(100);

  private final String title;
  private final int queues;

  SnsScenario(String title, int queues) {
    this.title = title;
    this.queues = queues;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int[] connections() {
    return queues > 1 ? new int[] {1} : new int[] {1, 16};
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    String topic = id() + connections;
    String host = "127.0.0.1:" + server.port;
    try (HttpConnection connection = server.connect()) {
      connection.call(request(host, "Action", "CreateTopic", "Name", topic)).ok();
      for (int i = 0; i < queues; i++) {
        String queue = topic + "-" + i;
        connection.call(SqsRequests.createQueue(server.port, queue)).ok();
        connection.call(subscribe(host, ARN + topic, QUEUE_ARN + queue, i)).ok();
      }
    }
    byte[] publish = publish(host, ARN + topic);
    return (number, connection) -> () -> connection.call(publish).ok();
  }

  /** Makes a topic with the queue of its name behind it; returns the request that publishes. */
  static byte[] topicWithQueue(ServerProcess server, String name) throws IOException {
    String host = "127.0.0.1:" + server.port;
    try (HttpConnection connection = server.connect()) {
      connection.call(request(host, "Action", "CreateTopic", "Name", name)).ok();
      connection.call(PUBLISH_TO_ONE.subscribe(host, ARN + name, QUEUE_ARN + name, 0)).ok();
    }
    return PUBLISH_TO_ONE.publish(host, ARN + name);
  }

  private byte[] subscribe(String host, String topicArn, String queueArn, int number) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "Action",
                "Subscribe",
                "TopicArn",
                topicArn,
                "Protocol",
                "sqs",
                "Endpoint",
                queueArn,
                "Attributes.entry.1.key",
                "RawMessageDelivery",
                "Attributes.entry.1.value",
                Boolean.toString(this != PUBLISH_SIGNED)));
    if (this == PUBLISH_FILTERED) {
      String policy =
          "{\"color\":[\"%d\"],\"shop\":[{\"prefix\":\"corner\"}],\"state\":[{\"anything-but\":[\"old\"]}],"
              + "\"price\":[{\"numeric\":[\">\",1,\"<=\",9]}],\"tags\":[\"x\",\"c\"]}";
      fields.addAll(
          List.of(
              "Attributes.entry.2.key",
              "FilterPolicy",
              "Attributes.entry.2.value",
              policy.formatted(number)));
    }
    return request(host, fields.toArray(String[]::new));
  }

  private byte[] publish(String host, String topicArn) {
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of("Action", this == PUBLISH_BATCH ? "PublishBatch" : "Publish"));
    fields.addAll(List.of("TopicArn", topicArn));
    if (this != PUBLISH_BATCH) {
      fields.addAll(List.of("Message", BODY));
    }
    for (int i = 1; this == PUBLISH_BATCH && i <= 10; i++) {
      String entry = "PublishBatchRequestEntries.member." + i;
      fields.addAll(List.of(entry + ".Id", "e" + i, entry + ".Message", BODY));
    }
    for (int i = 0; this == PUBLISH_FILTERED && i < ATTRIBUTES.length; i++) {
      String entry = "MessageAttributes.entry." + (i + 1);
      fields.addAll(List.of(entry + ".Name", ATTRIBUTES[i][0]));
      fields.addAll(List.of(entry + ".Value.DataType", ATTRIBUTES[i][1]));
      fields.addAll(List.of(entry + ".Value.StringValue", ATTRIBUTES[i][2]));
    }
    return request(host, fields.toArray(String[]::new));
  }

  /** A request as the SDKs send it by the query protocol, head and body in one array. */
  private static byte[] request(String host, String... namesAndValues) {
    StringBuilder form = new StringBuilder("Version=2010-03-31");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&')
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields =
        Map.of(
            "content-length",
            Integer.toString(body.length),
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "host",
            host);
    byte[] head = Signing.head("sns", "POST", "/", fields, Signing.sha256(body));
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }
}
