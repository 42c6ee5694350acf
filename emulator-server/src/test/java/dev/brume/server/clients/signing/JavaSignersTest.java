package dev.brume.server.clients.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.Signature;
import dev.brume.core.auth.SignatureParser;
import dev.brume.core.auth.SignatureRefusal;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.auth.SignatureVerification;
import dev.brume.core.auth.SignatureVerifier;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.PayloadIntegrity;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.SystemTimeline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.RegionSet;
import software.amazon.awssdk.http.auth.spi.signer.BaseSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What the signers of the AWS SDK for Java sign is accepted, odd as path, parameters and headers
 * may be, and whatever becomes of the payload. Source of truth: those signers, and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
 */
class JavaSignersTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  private static final AwsCredentialsIdentity IDENTITY =
      AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET);

  private static final SignatureVerifier VERIFIER =
      new SignatureVerifier(
          Credentials.of(List.of(Credential.of("AKIDEXAMPLE", SECRET, "123456789012"))),
          new SystemTimeline());

  /** As they stand in a request line. */
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/a//b",
          "//a",
          "/a/",
          "/a//",
          "/a/./b/../c",
          "/./a",
          "/a/..",
          "/a%20b",
          "/~a._-",
          "/%C3%BC%E2%82%AC",
          "/a%25b",
          "/a%2Bb%3A%40",
          "/?a",
          "/?a=",
          "/?a=1&a=2&a=0",
          "/?a=2&b=1&A=3&a=1",
          "/?q=a%20b&r=a%2Bb&s=%7E",
          "/?%C3%BC=%E2%82%AC&z=a%2Fb%3D%26",
          "/?list-type=2&prefix=a/b&delimiter=%2F",
          "/?versions&max-keys=1");

  /** What S3's clients never send: they encode keys, slashes excepted, in the one way. */
  private static final List<String> TARGETS_ELSEWHERE =
      List.of("/a+b", "/a%2Fb", "/a%2fb", "/%7Ea", "/a:b@c;d=e,f", "/*'()!$&");

  private static final List<List<String>> HEADERS =
      List.of(
          List.of("x-amz-meta-a", "one"),
          List.of("x-amz-meta-a", "  a   b  "),
          List.of("x-amz-meta-a", "\"a, b\", c"),
          List.of("X-Amz-Meta-Case", "A", "x-custom", "1,2", "x-custom", "0"),
          List.of("x-amz-meta-empty", ""),
          List.of("x-amz-meta-word", "\u00fc\u20ac"));

  /** A way of signing. */
  private record Way(boolean s3, boolean asymmetric, AuthLocation location) {
    @Override
    public String toString() {
      return (asymmetric ? "version 4A" : "version 4")
          + (s3 ? ", S3, " : ", others, ")
          + (location == AuthLocation.HEADER ? "header" : "query");
    }
  }

  private static List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (AuthLocation location : AuthLocation.values()) {
      for (boolean s3 : new boolean[] {true, false}) {
        ways.add(new Way(s3, false, location));
        ways.add(new Way(s3, true, location));
      }
    }
    return ways;
  }

  private static List<String> targets(Way way) {
    List<String> targets = new ArrayList<>(TARGETS);
    targets.addAll(way.s3() ? List.of() : TARGETS_ELSEWHERE);
    return targets;
  }

  @TestFactory
  Stream<DynamicTest> oddTargets() {
    return ways().stream()
        .map(
            way ->
                dynamicTest(
                    way.toString(),
                    () -> {
                      SoftAssertions all = new SoftAssertions();
                      for (String target : targets(way)) {
                        all.assertThatCode(
                                () -> accept(way, SdkHttpMethod.GET, target, List.of(), null))
                            .as(target)
                            .doesNotThrowAnyException();
                      }
                      all.assertAll();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> oddHeaders() {
    return ways().stream()
        .map(
            way ->
                dynamicTest(
                    way.toString(),
                    () -> {
                      SoftAssertions all = new SoftAssertions();
                      for (List<String> headers : HEADERS) {
                        all.assertThatCode(
                                () -> accept(way, SdkHttpMethod.GET, "/a", headers, null))
                            .as(headers.toString())
                            .doesNotThrowAnyException();
                      }
                      all.assertAll();
                    }));
  }

  /** What a payload becomes, by how it is to be signed. */
  private enum Payload {
    SIGNED(true, false, false),
    UNSIGNED(false, false, false),
    SIGNED_CHUNKS(true, true, false),
    SIGNED_CHUNKS_WITH_TRAILER(true, true, true),
    UNSIGNED_CHUNKS_WITH_TRAILER(false, true, true);

    private final boolean signed;
    private final boolean chunked;
    private final boolean trailer;

    Payload(boolean signed, boolean chunked, boolean trailer) {
      this.signed = signed;
      this.chunked = chunked;
      this.trailer = trailer;
    }
  }

  @TestFactory
  Stream<DynamicTest> payloads() {
    return Stream.of(false, true)
        .flatMap(
            asymmetric ->
                Stream.of(Payload.values())
                    .map(
                        payload ->
                            dynamicTest(
                                payload + (asymmetric ? ", version 4A" : ", version 4"),
                                () ->
                                    accept(
                                        new Way(true, asymmetric, AuthLocation.HEADER),
                                        SdkHttpMethod.PUT,
                                        "/bucket/key",
                                        List.of(),
                                        payload))));
  }

  /** Signs as it is told, and verifies what would be sent. */
  private static void accept(
      Way way, SdkHttpMethod method, String target, List<String> headers, Payload payload)
      throws Exception {
    byte[] body = payload == null ? new byte[0] : "some text ".repeat(20_000).getBytes(UTF_8);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(method).uri(URI.create("http://bucket.localhost:4566"));
    int mark = target.indexOf('?');
    request.encodedPath(mark < 0 ? target : target.substring(0, mark));
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&")) {
        int equal = pair.indexOf('=');
        request.appendRawQueryParameter(
            decoded(equal < 0 ? pair : pair.substring(0, equal)),
            equal < 0 ? null : decoded(pair.substring(equal + 1)));
      }
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.appendHeader(headers.get(i), headers.get(i + 1));
    }
    if (payload != null) {
      request.putHeader("Content-Length", Integer.toString(body.length));
    }
    SignedRequest signed = sign(way, request.build(), body, payload);
    byte[] sent =
        signed.payload().isPresent()
            ? signed.payload().get().newStream().readAllBytes()
            : new byte[0];
    byte[] decoded = verified(way, httpRequest(signed.request(), sent));
    assertThat(decoded).isEqualTo(body);
  }

  private static String decoded(String text) {
    return java.net.URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static SignedRequest sign(Way way, SdkHttpRequest request, byte[] body, Payload payload) {
    SignRequest.Builder<AwsCredentialsIdentity> order =
        SignRequest.builder(IDENTITY)
            .request(request)
            .payload(body.length == 0 ? null : ContentStreamProvider.fromByteArray(body));
    prepare(order, way, payload);
    HttpSigner<AwsCredentialsIdentity> signer =
        way.asymmetric() ? AwsV4aHttpSigner.create() : AwsV4HttpSigner.create();
    return signer.sign(order.build());
  }

  private static void prepare(BaseSignRequest.Builder<?, ?, ?> order, Way way, Payload payload) {
    order.putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, way.s3() ? "s3" : "lambda");
    order.putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !way.s3());
    order.putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !way.s3());
    order.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, way.location());
    if (way.location() == AuthLocation.QUERY_STRING) {
      // As S3's presigner does.
      order.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, !way.s3());
      order.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
    }
    if (way.asymmetric()) {
      order.putProperty(
          AwsV4aHttpSigner.REGION_SET, RegionSet.create(List.of("us-east-1", "eu-*")));
    } else {
      order.putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1");
    }
    if (payload != null) {
      order.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, payload.signed);
      order.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, payload.chunked);
      if (payload.trailer) {
        order.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
      }
    }
  }

  /** The request as it goes over the wire. */
  private static HttpRequest httpRequest(SdkHttpRequest request, byte[] body) {
    Headers headers = new Headers();
    request.forEachHeader(
        (name, values) ->
            values.forEach(v -> headers.add(name, new String(v.getBytes(UTF_8), ISO_8859_1))));
    URI uri = request.getUri();
    if (!headers.contains("Host")) {
      headers.add("Host", uri.getHost() + ":" + uri.getPort());
    }
    return new HttpRequest(
        request.method().name(),
        uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
        uri.getRawQuery(),
        headers,
        new RequestBody.Whole(body),
        ClientConnection.INTERNAL);
  }

  private static byte[] verified(Way way, HttpRequest request) {
    try {
      return held(way, request);
    } catch (SignatureRefusal refusal) {
      throw new AssertionError(request + " is refused: " + refusal.fault(), refusal);
    }
  }

  private static byte[] held(Way way, HttpRequest request) {
    Signature signature = SignatureParser.parse(request);
    assertThat(signature.fault()).isNull();
    SignatureVerification verification =
        VERIFIER.begin(
            request,
            signature,
            way.s3() ? SignatureRules.DECLARED_PAYLOAD : SignatureRules.COMMON,
            way.s3() ? "s3" : "lambda");
    HttpRequest decoded =
        PayloadIntegrity.COMMON.verified(
            request,
            true,
            verification.verify(request, f -> AwsError.client("Chunk", 403, f.toString())));
    return ((RequestBody.Whole) decoded.body()).bytes();
  }
}
