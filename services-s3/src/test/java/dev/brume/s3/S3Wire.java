package dev.brume.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.access.Authorizer;
import dev.brume.core.access.CallerIdentity;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.checksum.Digest;
import dev.brume.core.gateway.RequestPattern;
import dev.brume.core.gateway.Service;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import dev.brume.core.port.Ports;
import dev.brume.core.state.InMemoryStore;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.control.api.S3ControlApi;
import dev.brume.testkit.ResponseBodies;
import dev.brume.testkit.TestCallers;
import dev.brume.testkit.TestServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * S3 behind a whole gateway, without sockets: bytes in, bytes out, in virtual time. A bug fails the
 * test that meets it. {@link #as} and {@link #in} give the same S3 seen by another caller.
 */
public final class S3Wire {
  public static final String ACCOUNT = "123456789012";
  public static final String OTHER_ACCOUNT = "210987654321";
  public static final String REGION = "us-east-1";

  /** What stands for a caller who does not sign. */
  private static final String ANONYMOUS = "";

  private final World world;
  private final String account;
  private final String region;
  private final String host;

  /** What all views of one S3 share. */
  private static final class World {
    private final VirtualTimeline timeline;
    private final InMemoryStore store;
    private final S3Service service;
    private final TestServer server;
    private final TestCallers callers = new TestCallers();

    World(S3Options options, Executor background, Ports ports, Authorizer.Mode access) {
      RequestPattern control = new RequestPattern("/v20180820/", List.of("x-amz-account-id"));
      server =
          TestServer.builder()
              .service(S3Api.SERVICE, surroundings -> new S3Service(surroundings, options))
              .service(S3ControlApi.SERVICE, surroundings -> control(), control)
              .alias("s3-accesspoint", "s3")
              .background(background)
              .surroundings(
                  usual ->
                      usual.with(ports).with(new Authorizer(access, callers, usual.timeline())))
              .build();
      timeline = server.timeline();
      store = server.environment().store();
      service = server.service("s3", S3Service.class);
    }

    private Service control() {
      return service.control();
    }
  }

  public S3Wire() {
    this(S3Options.DEFAULTS);
  }

  public S3Wire(S3Options options) {
    this(options, Runnable::run);
  }

  /**
   * @param access what decisions of policies and access control lists are worth
   */
  public S3Wire(Authorizer.Mode access) {
    this(
        new World(S3Options.DEFAULTS, Runnable::run, new Ports(), access),
        ACCOUNT,
        REGION,
        "localhost:4566");
  }

  /**
   * @param background runs what takes its time
   */
  public S3Wire(S3Options options, Executor background) {
    this(options, background, new Ports());
  }

  /**
   * @param ports where queues and the like are found
   */
  public S3Wire(Ports ports) {
    this(S3Options.DEFAULTS, Runnable::run, ports);
  }

  private S3Wire(S3Options options, Executor background, Ports ports) {
    this(
        new World(options, background, ports, Authorizer.Mode.OFF),
        ACCOUNT,
        REGION,
        "localhost:4566");
  }

  private S3Wire(World world, String account, String region, String host) {
    this.world = world;
    this.account = account;
    this.region = region;
    this.host = host;
  }

  /** The same S3, called by another account. */
  public S3Wire as(String otherAccount) {
    return new S3Wire(world, otherAccount, region, host);
  }

  /** The same S3, called by somebody with that key, who is not the root user of an account. */
  public S3Wire as(String accessKeyId, CallerIdentity identity) {
    world.callers.give(accessKeyId, identity);
    return as(accessKeyId);
  }

  /** The same S3, called by somebody who does not sign. */
  public S3Wire anonymous() {
    return as(ANONYMOUS);
  }

  /** The same S3, called for another region. */
  public S3Wire in(String otherRegion) {
    return new S3Wire(world, account, otherRegion, host);
  }

  /** The same S3, called at another host. */
  public S3Wire at(String otherHost) {
    return new S3Wire(world, account, region, otherHost);
  }

  public VirtualTimeline timeline() {
    return world.timeline;
  }

  public InMemoryStore store() {
    return world.store;
  }

  public S3Service service() {
    return world.service;
  }

  public void pass(Duration duration) {
    world.timeline.advance(duration);
  }

  // -------------------------------------------------------------------------------- sending

  /** An answer whose body has been read. */
  public record Answer(int status, Headers headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The first value of a header, or null. */
    public String header(String name) {
      return headers.first(name);
    }

    /** The text of the first element of that name, or null. */
    public String element(String name) {
      String text = text();
      int start = text.indexOf("<" + name + ">");
      int end = text.indexOf("</" + name + ">");
      return start < 0 || end < 0 ? null : text.substring(start + name.length() + 2, end);
    }

    public Answer hasStatus(int expected) {
      assertThat(status).as("status, with the body %s", text()).isEqualTo(expected);
      return this;
    }

    /** It is an error of that status and code. */
    public Answer isError(int expectedStatus, String code) {
      assertThat(element("Code")).as("code, with the body %s", text()).isEqualTo(code);
      return hasStatus(expectedStatus);
    }

    /** It is an error of that status and code, in these words. */
    public Answer isError(int expectedStatus, String code, String message) {
      String actual =
          element("Message") == null ? null : element("Message").replace("&quot;", "\"");
      assertThat(actual).as("message of %s", text()).isEqualTo(message);
      return isError(expectedStatus, code);
    }

    /** It has that element, with that text. */
    public Answer has(String element, String text) {
      assertThat(element(element)).as("%s of %s", element, text()).isEqualTo(text);
      return this;
    }

    /** It has that header, with that value; null for none. */
    public Answer hasHeader(String name, String value) {
      assertThat(header(name)).as(name).isEqualTo(value);
      return this;
    }
  }

  /**
   * Sends a request and returns its answer, which must be there at once.
   *
   * @param target path and query, encoded
   * @param body the body's text
   * @param headers names and values by turns
   */
  public Answer send(String method, String target, String body, String... headers) {
    return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** The same with a body of bytes. */
  public Answer send(String method, String target, byte[] body, String... headers) {
    return send(method, target, new RequestBody.Whole(body), headers);
  }

  /** The same with a body that may arrive piece by piece. */
  public Answer send(String method, String target, RequestBody body, String... headers) {
    CompletableFuture<HttpResponse> response = start(method, target, body, headers);
    assertThat(response).as("an answer to %s %s at once", method, target).isDone();
    return read(response.join());
  }

  /** Sends a request whose answer may take its time. */
  public CompletableFuture<HttpResponse> start(
      String method, String target, RequestBody body, String... headers) {
    int mark = target.indexOf('?');
    HttpRequest request =
        new HttpRequest(
            method,
            mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? null : target.substring(mark + 1),
            headers(body, headers),
            body,
            ClientConnection.INTERNAL);
    return world.server.handle(request);
  }

  private Headers headers(RequestBody body, String... further) {
    Headers headers = new Headers().add("Host", host);
    if (body.length() >= 0) {
      headers.add("Content-Length", Long.toString(body.length()));
    }
    for (int i = 0; i < further.length; i += 2) {
      headers.add(further[i], further[i + 1]);
    }
    if (!account.equals(ANONYMOUS)) {
      headers.add(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential="
              + account
              + "/20250101/"
              + region
              + "/s3/aws4_request, SignedHeaders=host, Signature=0");
      headers.add("X-Amz-Date", "20250101T000000Z");
    }
    return headers;
  }

  /** Reads an answer to its end. */
  public static Answer read(HttpResponse response) {
    return new Answer(response.status(), response.headers(), ResponseBodies.of(response));
  }

  // -------------------------------------------------------------------------------- short cuts

  public Answer get(String target, String... headers) {
    return send("GET", target, "", headers);
  }

  public Answer head(String target, String... headers) {
    return send("HEAD", target, "", headers);
  }

  public Answer put(String target, String body, String... headers) {
    return send("PUT", target, body, headers);
  }

  public Answer post(String target, String body, String... headers) {
    return send("POST", target, body, headers);
  }

  public Answer delete(String target, String... headers) {
    return send("DELETE", target, "", headers);
  }

  /** Makes a bucket in the region that this caller signs for. */
  public S3Wire create(String bucket) {
    String body =
        region.equals("us-east-1")
            ? ""
            : "<CreateBucketConfiguration><LocationConstraint>"
                + region
                + "</LocationConstraint></CreateBucketConfiguration>";
    put("/" + bucket, body).hasStatus(200);
    return this;
  }

  /** Enables or suspends a bucket's versioning. */
  public void versioning(String bucket, String status) {
    String body =
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>";
    put("/" + bucket + "?versioning", body, "Content-MD5", md5(body)).hasStatus(200);
  }

  /** Content-MD5 of a body, which some operations demand. */
  public static String md5(String body) {
    Digest digest = ChecksumAlgorithm.MD5.start();
    digest.update(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    return digest.base64();
  }
}
