package dev.brume.server.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Calls a server's SQS and admin paths by plain HTTP. */
final class SqsCalls implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  SqsCalls(URI endpoint) {
    this.endpoint = endpoint;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** The output of an operation; fails where its status is not 200 or the server has gone. */
  JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
            .build();
    return answer(request);
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + new String(response.body()));
    }
    return response.body().length == 0 ? object() : JSON.readTree(response.body());
  }

  JsonNode admin(String method, String path, byte[] body) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  byte[] get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  String createQueue(String name) throws IOException, InterruptedException {
    return call("CreateQueue", object().put("QueueName", name)).get("QueueUrl").asText();
  }

  void send(String queueUrl, String body) throws IOException, InterruptedException {
    call("SendMessage", object().put("QueueUrl", queueUrl).put("MessageBody", body));
  }

  /** The bodies of all messages of a queue, sorted; none is taken. */
  TreeSet<String> bodies(String queueName) throws IOException, InterruptedException {
    return new TreeSet<>(allBodies(queueName));
  }

  /** The same, each as often as it is there. */
  List<String> allBodies(String queueName) throws IOException, InterruptedException {
    String path =
        "/_aws/sqs/messages/us-east-1/000000000000/"
            + queueName
            + "?ShowInvisible=true&ShowDelayed=true";
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path)).header("Accept", "application/json").build();
    List<String> bodies = new ArrayList<>();
    for (JsonNode message : answer(request).path("Messages")) {
      bodies.add(message.get("Body").asText());
    }
    return bodies;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
