package dev.brume.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.ClientConnection;
import dev.brume.core.http.ContentEncodings;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bodies that are compressed by gzip.
 *
 * @see <a
 *     href="https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/dynamodb#Options">EnableAcceptEncodingGzip
 *     of the SDK for Go v2</a>. The checksum is that of the compressed bytes: so the SDKs for Java
 *     compute it for DynamoDB ("calculateCrc32FromCompressedData"). From which size on AWS
 *     compresses is not known.
 */
class CompressionTest {
  private final DynamoDbWire dynamo = new DynamoDbWire();

  @BeforeEach
  void makeTable() {
    dynamo.hashTable("tab");
    dynamo.put("tab", "{'pk': {'S': 'a'}, 'x': {'S': '" + "text".repeat(500) + "'}}");
  }

  private HttpResponse get(String key, boolean packed, String accepted) {
    byte[] body =
        "{\"TableName\": \"tab\", \"Key\": {\"pk\": {\"S\": \"%s\"}}}"
            .formatted(key)
            .getBytes(StandardCharsets.UTF_8);
    Headers headers =
        new Headers()
            .add("Host", "localhost:4566")
            .add("X-Amz-Target", "DynamoDB_20120810.GetItem")
            .add("Content-Type", "application/x-amz-json-1.0")
            .add(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=123456789012/20250101/eu-west-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0");
    if (packed) {
      headers.add("Content-Encoding", "gzip");
    }
    if (accepted != null) {
      headers.add("Accept-Encoding", accepted);
    }
    RequestBody sent = new RequestBody.Whole(packed ? ContentEncodings.gzip(body) : body);
    return dynamo
        .server
        .handle(new HttpRequest("POST", "/", null, headers, sent, ClientConnection.INTERNAL))
        .join();
  }

  private static String checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return Long.toString(checksum.getValue());
  }

  @Test
  void answersAreCompressedForWhoAcceptsIt() {
    HttpResponse plain = get("a", false, null);
    HttpResponse packed = get("a", false, "deflate, gzip");
    assertThat(plain.headers().contains("Content-Encoding")).isFalse();
    assertThat(packed.headers().first("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.bytes().length).isLessThan(plain.bytes().length);
    assertThat(ContentEncodings.gunzip(packed.bytes(), plain.bytes().length))
        .isEqualTo(plain.bytes());
    assertThat(packed.headers().first("x-amz-crc32")).isEqualTo(checksum(packed.bytes()));
    assertThat(plain.headers().first("x-amz-crc32")).isEqualTo(checksum(plain.bytes()));
  }

  @Test
  void smallAnswersAreNot() {
    HttpResponse small = get("nothing", false, "gzip");
    assertThat(small.headers().contains("Content-Encoding")).isFalse();
    assertThat(small.headers().first("x-amz-crc32")).isEqualTo(checksum(small.bytes()));
  }

  @Test
  void requestsMayBeCompressed() {
    HttpResponse answer = get("a", true, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bytes()).isEqualTo(get("a", false, null).bytes());
  }
}
