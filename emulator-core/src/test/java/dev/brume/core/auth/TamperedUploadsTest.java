package dev.brume.core.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.PayloadIntegrity;
import dev.brume.core.http.RequestBody;
import dev.brume.core.time.VirtualTimeline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Signed uploads are accepted as they are, whole or in pieces, and with one byte changed they are
 * not: in method, path, query, header, body, chunk line, chunk, trailer. Source of truth:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html.
 */
class TamperedUploadsTest {
  private static final Credential KEY =
      Credential.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "123456789012");

  private static final byte[] FIRST = "first chunk ".repeat(700).getBytes(UTF_8);
  private static final byte[] SECOND = "second".getBytes(UTF_8);

  private static final VirtualTimeline NOW =
      new VirtualTimeline(Instant.parse("2025-01-01T00:00:00Z"));

  private static final SignatureVerifier VERIFIER =
      new SignatureVerifier(Credentials.of(List.of(KEY)), NOW);

  /** How a request is signed, and its body. */
  enum Form {
    HASHED,
    PRESIGNED,
    CHUNKED,
    CHUNKED_WITH_TRAILER
  }

  /** What S3 says where the signature itself is all right. */
  private static final Set<String> OF_BODIES =
      Set.of(
          "IncompleteBody",
          "InvalidChunkSizeError",
          "MalformedTrailerError",
          "XAmzContentSHA256Mismatch",
          "InvalidArgument",
          "BadDigest",
          "InvalidRequest");

  /** A request and the byte that is to be changed, as a share of all its bytes. */
  record Case(Form form, boolean asymmetric, String key, String value, int place, int bit) {
    HttpRequest signed() {
      Signer signer = new Signer(KEY, asymmetric, SignatureRules.DECLARED_PAYLOAD, "s3");
      Headers headers =
          new Headers().add("Host", "bucket.s3.amazonaws.com").add("X-Amz-Meta-Text", value);
      HttpRequest request = Examples.request("PUT", "/" + key + "?a=" + key + "&b", "");
      HttpRequest bare =
          new HttpRequest("PUT", request.path(), request.query(), headers, request.body(), null);
      byte[] all = Arrays.copyOf(FIRST, FIRST.length + SECOND.length);
      System.arraycopy(SECOND, 0, all, FIRST.length, SECOND.length);
      return switch (form) {
        case HASHED -> {
          headers.add("x-amz-content-sha256", Hashes.sha256(all));
          yield signer.sign(bare.withBody(new RequestBody.Whole(all)), Hashes.sha256(all));
        }
        case PRESIGNED -> signer.presign(bare, "UNSIGNED-PAYLOAD");
        case CHUNKED -> signer.chunked(bare, new Headers(), FIRST, SECOND);
        case CHUNKED_WITH_TRAILER -> signer.chunked(bare, Signer.crc32(all), FIRST, SECOND);
      };
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<String> key =
        Arbitraries.strings().withChars("abZ9-._~").ofMinLength(1).ofMaxLength(9);
    Arbitrary<String> value =
        Arbitraries.strings()
            .withChars("abc,\";=() \u00e9")
            .ofMaxLength(20)
            .map(v -> "v" + v + "v");
    return Combinators.combine(
            Arbitraries.of(Form.class),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
            key,
            value,
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            Arbitraries.integers().between(0, 7))
        .as(Case::new);
  }

  @Property(tries = 40)
  void whatWasSignedIsAccepted(@ForAll("cases") Case one) {
    assertThat(verified(one.signed(), one.place() % 500 + 1)).isNull();
  }

  @Property(tries = 800)
  void aChangedByteIsRefused(@ForAll("cases") Case one) {
    HttpRequest signed = one.signed();
    List<HttpRequest> changed = new ArrayList<>();
    int place = one.place();
    // A part is chosen first, so that the short ones are hit as often as the long ones.
    int parts = 3 + signed.headers().size() + 1;
    int part = place % parts;
    int inside = place / parts;
    switch (part) {
      case 0 -> changed.add(with(signed, flipped(signed.method(), inside, one.bit()), null, null));
      case 1 -> changed.add(with(signed, null, flipped(signed.path(), inside, one.bit()), null));
      case 2 -> changed.add(with(signed, null, null, flipped(signed.query(), inside, one.bit())));
      default -> {
        if (part - 3 < signed.headers().size()) {
          changed.add(withHeader(signed, part - 3, inside, one.bit()));
        } else if (((RequestBody.Whole) signed.body()).length() > 0) {
          changed.add(withBody(signed, inside, one.bit()));
        }
      }
    }
    for (HttpRequest request : changed) {
      if (!isSame(signed, request)) {
        String code = verified(request, place % 500 + 1);
        boolean right =
            code != null
                && (code.startsWith("Signature:") || part == parts - 1 && OF_BODIES.contains(code));
        assertThat(right).as("%s for %s", code, describe(request)).isTrue();
      }
    }
  }

  private static String describe(HttpRequest request) {
    return request.method()
        + " "
        + request.path()
        + "?"
        + request.query()
        + "\n"
        + request.headers();
  }

  /**
   * Whether a change is none: case and spaces around names and values don't count in HTTP, spaces
   * and commas not between the parts of Authorization, nor their order, and an empty parameter is
   * none.
   */
  private static boolean isSame(HttpRequest one, HttpRequest other) {
    return canonical(one).equals(canonical(other)) && Arrays.equals(body(one), body(other));
  }

  private static String canonical(HttpRequest request) {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append(request.path()).append(request.query());
    request
        .headers()
        .forEach(
            (name, value) -> {
              String same = value.strip().replaceAll("[ \t]+", " ");
              boolean authorization = name.equals("Authorization");
              text.append(authorization ? same.replaceAll("[ ,\t]+", " ") : same).append('\n');
            });
    return text.toString();
  }

  private static byte[] body(HttpRequest request) {
    return ((RequestBody.Whole) request.body()).bytes();
  }

  /** One bit of one byte is another; where that would be no character of HTTP, another bit. */
  private static String flipped(String text, int place, int bit) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    int at = place % bytes.length;
    for (int i = 0; i < 8; i++) {
      byte flipped = (byte) (bytes[at] ^ 1 << (bit + i) % 8);
      if (flipped > ' ' && flipped < 0x7f) {
        bytes[at] = flipped;
        break;
      }
    }
    return new String(bytes, ISO_8859_1);
  }

  private static HttpRequest with(HttpRequest of, String method, String path, String query) {
    return new HttpRequest(
        method == null ? of.method() : method,
        path == null ? of.path() : path.startsWith("/") ? path : "/" + path,
        query == null ? of.query() : query,
        of.headers(),
        of.body(),
        of.connection());
  }

  private static HttpRequest withHeader(HttpRequest of, int index, int place, int bit) {
    Headers headers = new Headers();
    for (int i = 0; i < of.headers().size(); i++) {
      String value = of.headers().value(i);
      headers.add(of.headers().name(i), i == index ? flipped(value, place, bit) : value);
    }
    return new HttpRequest(of.method(), of.path(), of.query(), headers, of.body(), null);
  }

  private static HttpRequest withBody(HttpRequest of, int place, int bit) {
    byte[] bytes = body(of).clone();
    int at = place % bytes.length;
    // The size of a chunk may be written in capitals as well: that bit is none that counts.
    boolean onlyCase = bit == 5 && Character.digit(bytes[at], 16) >= 10;
    bytes[at] ^= (byte) (1 << (onlyCase ? 4 : bit));
    return of.withBody(new RequestBody.Whole(bytes));
  }

  /** Null where {@code request} is accepted; the fault or the error's code where it is not. */
  private static String verified(HttpRequest request, int pieceBytes) {
    Signature signature = SignatureParser.parse(request);
    SignatureFault fault =
        signature.fault() != null || signature.isUnsigned()
            ? signature.fault()
            : PresignedExpiry.check(signature, true, NOW);
    if (fault != null || signature.isUnsigned()) {
      return "Signature:" + fault;
    }
    try {
      SignatureVerification verification =
          VERIFIER.begin(request, signature, SignatureRules.DECLARED_PAYLOAD, "s3");
      HttpRequest streamed = request.withBody(new Pieces(body(request), Math.max(pieceBytes, 1)));
      HttpRequest decoded =
          PayloadIntegrity.COMMON.verified(
              streamed,
              true,
              verification.verify(
                  request, f -> AwsError.client("Signature:" + f.getClass(), 403, f.toString())));
      return outcome(decoded.body());
    } catch (SignatureRefusal refusal) {
      return "Signature:" + refusal.fault();
    } catch (AwsError error) {
      return error.code();
    }
  }

  private static String outcome(RequestBody body) {
    Sink sink = new Sink();
    ((RequestBody.Streamed) body).subscribe(sink);
    try {
      sink.done.join();
      return null;
    } catch (CompletionException e) {
      return ((AwsError) e.getCause()).code();
    }
  }

  /** A body that comes in pieces. */
  private record Pieces(byte[] bytes, int size) implements RequestBody.Streamed {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public Headers trailers() {
      return new Headers();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      try (SubmissionPublisher<ByteBuffer> publisher =
          new SubmissionPublisher<>(Runnable::run, 256)) {
        publisher.subscribe(subscriber);
        for (int at = 0; at < bytes.length; at += size) {
          publisher.submit(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
      }
    }
  }

  private static final class Sink implements Flow.Subscriber<ByteBuffer> {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {}

    @Override
    public void onError(Throwable cause) {
      done.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
      done.complete(null);
    }
  }
}
