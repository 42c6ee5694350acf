package dev.brume.dynamodb;

import dev.brume.core.auth.SignatureErrors;
import dev.brume.core.auth.SignatureFault;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.ContentEncodings;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.id.Ids;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The wire behaviour of DynamoDB that models and protocols do not define.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">DynamoDB
 *     low-level API</a>, whose examples show the headers
 */
final class DynamoDbDialect implements Dialect {
  private static final int REQUEST_ID_LENGTH = 52;
  private static final List<String> GZIP = List.of("gzip");

  /** AWS's own bound is not known. */
  private static final int LEAST_COMPRESSED_BYTES = 1_024;

  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /**
   * The error of an unsigned request mentions access keys and certificates.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error
   *     handling with DynamoDB</a>
   */
  @Override
  public AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return fault instanceof SignatureFault.Missing
        ? AwsError.client(
            "MissingAuthenticationTokenException",
            400,
            "Request must contain either a valid (registered) AWS access key ID or X.509"
                + " certificate.")
        : SignatureErrors.of(fault, protocol);
  }

  @Override
  public String newRequestId(Ids ids) {
    return ids.text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET);
  }

  @Override
  public void addHeaders(Headers headers, String requestId) {
    headers.set("Server", "Server");
  }

  /** Requests may be compressed by gzip. */
  @Override
  public HttpRequest decodeBody(
      HttpRequest request, Operation<?, ?> operation, ChunkSignatures signatures) {
    return ContentEncodings.decoded(request, GZIP, maxBodyBytes(operation));
  }

  /**
   * Answers are compressed for those who accept it; the checksum is that of the compressed bytes.
   *
   * @see <a
   *     href="https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/dynamodb#Options">EnableAcceptEncodingGzip
   *     of the SDK for Go</a>; the SDKs for Java compute the checksum of the compressed bytes
   */
  @Override
  public HttpResponse sent(HttpRequest request, HttpResponse response) {
    byte[] body = response.bytes();
    if (body == null
        || body.length < LEAST_COMPRESSED_BYTES
        || !ContentEncodings.acceptsGzip(request.headers())) {
      return response;
    }
    byte[] packed = ContentEncodings.gzip(body);
    CRC32 checksum = new CRC32();
    checksum.update(packed);
    response.headers().set("Content-Encoding", "gzip");
    response.headers().set("x-amz-crc32", Long.toString(checksum.getValue()));
    return HttpResponse.of(response.status(), response.headers(), packed);
  }
}
