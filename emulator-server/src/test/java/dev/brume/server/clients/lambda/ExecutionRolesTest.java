package dev.brume.server.clients.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.server.Brume;
import dev.brume.server.clients.Accounts;
import dev.brume.server.clients.iam.IamClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * Functions act as their execution role, where access is enforced and signatures are verified. The
 * function here signs by hand, as the SDKs do. Needs Python 3 on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">
 *     Defining Lambda function permissions with an execution role</a>
 */
class ExecutionRolesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Sends a signed request of the query protocol, and returns status and body. */
  private static final String CODE =
      """
      import datetime, hashlib, hmac, os, urllib.error, urllib.request

      def handler(event, context):
          service, body = event["service"], event["body"].encode()
          now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
          endpoint = os.environ["AWS_ENDPOINT_URL"]
          host = endpoint.split("//")[1]
          region = os.environ["AWS_REGION"]
          token = os.environ["AWS_SESSION_TOKEN"]
          headers = "host;x-amz-date;x-amz-security-token"
          canonical = "\\n".join(["POST", "/", "", "host:" + host, "x-amz-date:" + now,
              "x-amz-security-token:" + token, "", headers, hashlib.sha256(body).hexdigest()])
          scope = "/".join([now[:8], region, service, "aws4_request"])
          text = "\\n".join(["AWS4-HMAC-SHA256", now, scope,
              hashlib.sha256(canonical.encode()).hexdigest()])
          key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
          for part in scope.split("/"):
              key = hmac.new(key, part.encode(), hashlib.sha256).digest()
          signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
          request = urllib.request.Request(endpoint + "/", body, {
              "Content-Type": "application/x-www-form-urlencoded",
              "X-Amz-Date": now, "X-Amz-Security-Token": token,
              "Authorization": "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                  % (os.environ["AWS_ACCESS_KEY_ID"], scope, headers, signature)})
          try:
              with urllib.request.urlopen(request) as answer:
                  return {"status": answer.status, "body": answer.read().decode()}
          except urllib.error.HTTPError as refusal:
              return {"status": refusal.code, "body": refusal.read().decode()}
      """;

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private static Brume brume;

  private final String account = Accounts.next();
  private IamClients root;

  @BeforeAll
  static void start() {
    brume = Brume.builder().setting("ENFORCE_IAM", "1").port(0).start();
  }

  @AfterAll
  static void stop() {
    brume.close();
  }

  @BeforeEach
  void makeARole() {
    root = IamClients.at(brume.endpoint(), account, account, "secret");
    root.iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST));
  }

  private void workerMay(String action) {
    root.iam.putRolePolicy(
        r -> r.roleName("worker").policyName("p").policyDocument(allowing(action)));
  }

  private static String allowing(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + action
        + "\"],\"Resource\":\"*\"}]}";
  }

  private String roleArn(String name) {
    return "arn:aws:iam::" + account + ":role/" + name;
  }

  private static String code() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.py"));
      zip.write(CODE.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static HttpResponse<String> lambda(String key, String path, Object body)
      throws IOException, InterruptedException {
    return post(key, "/2015-03-31" + path, body);
  }

  private static HttpResponse<String> post(String key, String path, Object body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(brume.endpoint().resolve(path))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + key
                    + "/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> create(String key, String role)
      throws IOException, InterruptedException {
    return lambda(
        key,
        "/functions",
        Map.of(
            "FunctionName",
            "f",
            "Runtime",
            "python3.12",
            "Handler",
            "index.handler",
            "Role",
            role,
            "Code",
            Map.of("ZipFile", code())));
  }

  private JsonNode call(String service, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        lambda(account, "/functions/f/invocations", Map.of("service", service, "body", body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void functionsActInTheirRole() throws Exception {
    HttpResponse<String> created = create(account, roleArn("worker"));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonNode who = call("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    assertThat(who.path("body").asText())
        .contains("<Arn>arn:aws:sts::" + account + ":assumed-role/worker/f</Arn>");
    String list = "Action=ListRoles&Version=2010-05-08";
    JsonNode refused = call("iam", list);
    assertThat(refused.path("status").asInt()).isEqualTo(403);
    assertThat(refused.path("body").asText())
        .contains("assumed-role/worker/f is not authorized to perform: iam:ListRoles");
    workerMay("iam:ListRoles");
    assertThat(call("iam", list).path("status").asInt()).isEqualTo(200);
    root.iam.deleteRolePolicy(r -> r.roleName("worker").policyName("p"));
    root.iam.deleteRole(r -> r.roleName("worker"));
    root.iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST));
    workerMay("*");
    assertThat(call("iam", list).path("status").asInt()).isEqualTo(403);
  }

  /** In AWS's words, as its users have reported them. */
  @Test
  void rolesMustTrustLambda() throws Exception {
    root.iam.createRole(r -> r.roleName("other").assumeRolePolicyDocument(IamClients.TRUST_OF_EC2));
    for (String role : new String[] {"other", "missing"}) {
      HttpResponse<String> refused = create(account, roleArn(role));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body())
          .contains("The role defined for the function cannot be assumed by Lambda.");
      assertThat(refused.headers().firstValue("x-amzn-errortype"))
          .hasValue("InvalidParameterValueException");
    }
  }

  /**
   * "A user must have permissions to pass the role".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Granting
   *     a user permissions to pass a role to an AWS service</a>
   */
  @Test
  void rolesMustBePassed() throws Exception {
    root.iam.createUser(r -> r.userName("ana"));
    AccessKey key = root.iam.createAccessKey(r -> r.userName("ana")).accessKey();
    anaMay(allowing("lambda:*"));
    HttpResponse<String> refused = create(key.accessKeyId(), roleArn("worker"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "User: arn:aws:iam::"
                + account
                + ":user/ana is not authorized to perform: iam:PassRole on resource: "
                + roleArn("worker")
                + " because no identity-based policy allows the iam:PassRole action");
    String passing =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"lambda:*\","
            + "\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"iam:PassedToService\":\"%s\"}}}]}";
    anaMay(passing.formatted("ec2.amazonaws.com"));
    assertThat(create(key.accessKeyId(), roleArn("worker")).statusCode()).isEqualTo(403);
    anaMay(passing.formatted("lambda.amazonaws.com"));
    assertThat(create(key.accessKeyId(), roleArn("worker")).statusCode()).isEqualTo(201);
    HttpResponse<String> foreign =
        create(key.accessKeyId(), "arn:aws:iam::" + Accounts.next() + ":role/worker");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("Cross-account pass role is not allowed.");
  }

  /**
   * In AWS's words, as its users have reported them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions">Execution
   *     role permissions</a>
   */
  @Test
  void rolesMustBeAllowedToReadEventSources() throws Exception {
    assertThat(create(account, roleArn("worker")).statusCode()).isEqualTo(201);
    HttpResponse<String> queue =
        HTTP.send(
            HttpRequest.newBuilder(brume.endpoint())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.CreateQueue")
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential="
                        + account
                        + "/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{\"QueueName\":\"q\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(queue.statusCode()).isEqualTo(200);
    Map<String, String> mapping =
        Map.of("FunctionName", "f", "EventSourceArn", "arn:aws:sqs:us-east-1:" + account + ":q");
    HttpResponse<String> refused = lambda(account, "/event-source-mappings/", mapping);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "The provided execution role does not have permissions to call ReceiveMessage on SQS");
    workerMay("sqs:*");
    assertThat(lambda(account, "/event-source-mappings/", mapping).statusCode()).isEqualTo(202);
  }

  /**
   * Capacity providers get a role too, and functions get a capacity provider: "Users need the
   * lambda:PassCapacityProvider permission".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-security.html">Security
   *     and permissions</a>
   */
  @Test
  void capacityMustBePassed() throws Exception {
    root.iam.createUser(r -> r.userName("ana"));
    String key = root.iam.createAccessKey(r -> r.userName("ana")).accessKey().accessKeyId();
    Map<String, Object> provider =
        Map.of(
            "CapacityProviderName",
            "p",
            "VpcConfig",
            Map.of("SubnetIds", List.of("subnet-1"), "SecurityGroupIds", List.of("sg-1")),
            "PermissionsConfig",
            Map.of("CapacityProviderOperatorRoleArn", roleArn("worker")));
    String arn = "arn:aws:lambda:us-east-1:" + account + ":capacity-provider:p";
    Map<String, Object> function =
        Map.of(
            "FunctionName",
            "f",
            "Runtime",
            "python3.13",
            "Handler",
            "index.handler",
            "Role",
            roleArn("worker"),
            "Code",
            Map.of("ZipFile", code()),
            "CapacityProviderConfig",
            Map.of(
                "LambdaManagedInstancesCapacityProviderConfig",
                Map.of("CapacityProviderArn", arn)));
    anaMay(allowing("lambda:Create*"));
    HttpResponse<String> refused = post(key, "/2025-11-30/capacity-providers", provider);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("perform: iam:PassRole on resource: " + roleArn("worker"));
    anaMay(allowing("lambda:Create*\",\"iam:PassRole"));
    HttpResponse<String> made = post(key, "/2025-11-30/capacity-providers", provider);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
    HttpResponse<String> kept = post(key, "/2015-03-31/functions", function);
    assertThat(kept.statusCode()).isEqualTo(403);
    assertThat(kept.body()).contains("perform: lambda:PassCapacityProvider on resource: " + arn);
  }

  private void anaMay(String document) {
    root.iam.putUserPolicy(r -> r.userName("ana").policyName("p").policyDocument(document));
  }
}
