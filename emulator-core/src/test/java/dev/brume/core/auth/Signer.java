package dev.brume.core.auth;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Signs as clients do, by version 4 or 4A. It writes canonical requests by the class under test:
 * whether those are right is for AWS's examples and its clients to say.
 */
public final class Signer {
  public static final String DATE = "20250101T000000Z";

  private final Credential credential;
  private final boolean asymmetric;
  private final SignatureRules rules;
  private final CredentialScope scope;
  private final BigInteger scalar;

  public Signer(Credential credential, boolean asymmetric, SignatureRules rules, String service) {
    this.credential = credential;
    this.asymmetric = asymmetric;
    this.rules = rules;
    this.scalar = asymmetric ? EcdsaSigningKey.scalar(credential) : null;
    String region = asymmetric ? "" : "/us-east-1";
    this.scope =
        CredentialScope.parse(
            credential.accessKeyId() + "/20250101" + region + "/" + service + "/aws4_request",
            !asymmetric);
  }

  String algorithm() {
    return asymmetric ? SignatureParser.ASYMMETRIC_ALGORITHM : SignatureParser.ALGORITHM;
  }

  /** Signs every header field of {@code request}, and those that it adds. */
  public HttpRequest sign(HttpRequest request, String payloadHash) {
    Headers headers = request.headers();
    headers.set("X-Amz-Date", DATE);
    if (asymmetric && !headers.contains("X-Amz-Region-Set")) {
      headers.add("X-Amz-Region-Set", "us-east-1");
    }
    String names = names(headers);
    String signature = sign(CanonicalRequest.of(request, rules, false, names, payloadHash));
    headers.add(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(algorithm(), credential.accessKeyId(), scope.text(), names, signature));
    return request;
  }

  /** Signs in the query, for an hour. */
  public HttpRequest presign(HttpRequest request, String payloadHash) {
    String names = names(request.headers());
    String query =
        (request.query() == null ? "" : request.query() + "&")
            + "X-Amz-Algorithm="
            + algorithm()
            + "&X-Amz-Credential="
            + URLEncoder.encode(
                credential.accessKeyId() + "/" + scope.text(), StandardCharsets.UTF_8)
            + "&X-Amz-Date="
            + DATE
            + "&X-Amz-Expires=3600&X-Amz-SignedHeaders="
            + names.replace(";", "%3B")
            + (asymmetric ? "&X-Amz-Region-Set=us-east-1" : "");
    HttpRequest unsigned = withQuery(request, query);
    String signature = sign(CanonicalRequest.of(unsigned, rules, true, names, payloadHash));
    return withQuery(request, query + "&X-Amz-Signature=" + signature);
  }

  private static HttpRequest withQuery(HttpRequest request, String query) {
    return new HttpRequest(
        request.method(),
        request.path(),
        query,
        request.headers(),
        request.body(),
        request.connection());
  }

  /** The hash of the body of {@code request}, as the payload's is. */
  public static String hash(HttpRequest request) {
    return Hashes.sha256(((RequestBody.Whole) request.body()).bytes());
  }

  private static String names(Headers headers) {
    TreeSet<String> names = new TreeSet<>();
    headers.forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT)));
    return String.join(";", names);
  }

  private String sign(String canonical) {
    return signature(
        algorithm()
            + "\n"
            + DATE
            + "\n"
            + scope.text()
            + "\n"
            + Hashes.sha256(Hashes.wireBytes(canonical)));
  }

  /** A body of signed chunks, with a trailer where {@code trailer} has fields. */
  HttpRequest chunked(HttpRequest request, Headers trailer, byte[]... chunks) {
    boolean hasTrailer = trailer.size() > 0;
    String form = "STREAMING-" + algorithm() + "-PAYLOAD" + (hasTrailer ? "-TRAILER" : "");
    int length = 0;
    for (byte[] chunk : chunks) {
      length += chunk.length;
    }
    Headers headers = request.headers();
    headers.add("x-amz-content-sha256", form);
    headers.add("x-amz-decoded-content-length", Integer.toString(length));
    headers.add("Content-Encoding", "aws-chunked");
    if (hasTrailer) {
      headers.add("x-amz-trailer", trailer.name(0));
    }
    sign(request, form);
    String seed = request.header("Authorization").replaceAll(".*Signature=", "");
    return request.withBody(new RequestBody.Whole(body(seed, trailer, chunks)));
  }

  private byte[] body(String seed, Headers trailer, byte[]... chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String previous = seed;
    for (int i = 0; i <= chunks.length; i++) {
      byte[] chunk = i < chunks.length ? chunks[i] : new byte[0];
      previous =
          signature(lines("-PAYLOAD", previous, Hashes.EMPTY_SHA256 + "\n" + Hashes.sha256(chunk)));
      write(body, Integer.toHexString(chunk.length) + ";chunk-signature=" + padded(previous));
      body.writeBytes(chunk);
      if (chunk.length > 0) {
        write(body, "");
      }
    }
    if (trailer.size() > 0) {
      String fields = trailer.name(0) + ":" + trailer.value(0) + "\n";
      String signature =
          signature(lines("-TRAILER", previous, Hashes.sha256(Hashes.wireBytes(fields))));
      write(body, trailer.name(0) + ":" + trailer.value(0));
      write(body, "x-amz-trailer-signature:" + padded(signature));
    }
    write(body, "");
    return body.toByteArray();
  }

  private String lines(String kind, String previous, String last) {
    return String.join("\n", algorithm() + kind, DATE, scope.text(), previous, last);
  }

  private String padded(String signature) {
    return asymmetric ? signature + "*".repeat(144 - signature.length()) : signature;
  }

  private static void write(ByteArrayOutputStream body, String line) {
    body.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private String signature(String stringToSign) {
    try {
      if (asymmetric) {
        PrivateKey key =
            KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS));
        java.security.Signature ecdsa = java.security.Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(key);
        ecdsa.update(Hashes.wireBytes(stringToSign));
        return HexFormat.of().formatHex(ecdsa.sign());
      }
      byte[] key = Hashes.wireBytes("AWS4" + credential.secretAccessKey());
      for (String part : scope.text().split("/")) {
        key = Hashes.hmac(Hashes.key(key), Hashes.wireBytes(part));
      }
      return HexFormat.of().formatHex(Hashes.hmac(Hashes.key(key), Hashes.wireBytes(stringToSign)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The trailer that carries the CRC32 of {@code bytes}. */
  static Headers crc32(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    byte[] value = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
    return new Headers().add("x-amz-checksum-crc32", Base64.getEncoder().encodeToString(value));
  }
}
