package dev.brume.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Clients with the key of a user whose policies let it do what it does: what it costs to enforce
 * access, beside a server that allows everything.
 */
enum AccessScenario implements Scenario {
  ENFORCE_SEND("SendMessage by a user"),
  ENFORCE_GET("GetObject of 1 KiB by a user");

  private static final String USER_POLICY =
      """
      {"Version":"2012-10-17","Statement":[
      {"Sid":"Queues","Effect":"Allow","Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:DeleteMessage",
      "sqs:GetQueueAttributes"],"Resource":"arn:aws:sqs:*:*:enforce-*"},
      {"Sid":"Objects","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],
      "Resource":"arn:aws:s3:::enforce-*/*"},
      {"Sid":"Lists","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::enforce-*"},
      {"Sid":"Region","Effect":"Deny","Action":"*","Resource":"*",
      "Condition":{"StringNotEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}}}]}""";

  private static final byte[] CONTENT = new byte[1024];

  private final String title;

  AccessScenario(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Clients prepare(ServerProcess server, int connections) throws IOException {
    String name = id() + "-" + connections;
    try (HttpConnection connection = server.connect()) {
      byte[] request =
          signedBy(userKey(connection, server.port, name), request(connection, server.port, name));
      return (number, client) -> () -> client.call(request).ok();
    }
  }

  /** What the clients send, once what it is about has been made. */
  private byte[] request(HttpConnection connection, int port, String name) throws IOException {
    if (this == ENFORCE_SEND) {
      String created = connection.call(SqsRequests.createQueue(port, name)).ok().text();
      return new SqsRequests(port, SqsRequests.member(created, "QueueUrl")).send();
    }
    S3Requests requests = new S3Requests(port);
    connection.call(requests.createBucket(name)).ok();
    connection.call(requests.put("/" + name + "/object", CONTENT.length), CONTENT).ok();
    return requests.get("/" + name + "/object");
  }

  private static String userKey(HttpConnection connection, int port, String user)
      throws IOException {
    iam(connection, port, "Action=CreateUser&UserName=" + user);
    iam(
        connection,
        port,
        "Action=PutUserPolicy&PolicyName=p&UserName="
            + user
            + "&PolicyDocument="
            + URLEncoder.encode(USER_POLICY, StandardCharsets.UTF_8));
    String created = iam(connection, port, "Action=CreateAccessKey&UserName=" + user);
    int start = created.indexOf("<AccessKeyId>") + "<AccessKeyId>".length();
    return created.substring(start, created.indexOf('<', start));
  }

  private static String iam(HttpConnection connection, int port, String form) throws IOException {
    byte[] body = (form + "&Version=2010-05-08").getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields =
        Map.of(
            "content-length",
            Integer.toString(body.length),
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "host",
            "127.0.0.1:" + port);
    byte[] head = Signing.head("iam", "POST", "/", fields, Signing.sha256(body));
    return connection.call(head, body).ok().text();
  }

  /** The same request with another key: neither server verifies signatures. */
  private static byte[] signedBy(String key, byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return text.replace("Credential=" + Signing.KEY + "/", "Credential=" + key + "/")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
