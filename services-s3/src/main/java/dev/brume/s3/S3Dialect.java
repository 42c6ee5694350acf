package dev.brume.s3;

import dev.brume.core.auth.SignatureFault;
import dev.brume.core.auth.SignatureRules;
import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.ChunkSignatures;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.RequestedDigests;
import dev.brume.core.id.Ids;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.rest.RestXmlProtocol;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ProtocolId;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;
import dev.brume.s3.api.GetObjectOutput;
import dev.brume.s3.api.HeadObjectOutput;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.archive.RestoreOperation;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wire behaviour of S3 that models and protocols do not define. */
public final class S3Dialect implements Dialect {
  /** The Server header of S3. */
  public static final String SERVER = "AmazonS3";

  /**
   * Operations that S3 also accepts without a checksum, as sent by clients from before the SDKs'
   * checksums (s3cmd still does), although the model requires one. AWS does not document these.
   */
  private static final Set<Operation<?, ?>> WITHOUT_CHECKSUM =
      Set.of(
          S3Api.PUT_BUCKET_ACL,
          S3Api.PUT_BUCKET_LOGGING,
          S3Api.PUT_BUCKET_POLICY,
          S3Api.PUT_BUCKET_REQUEST_PAYMENT,
          S3Api.PUT_BUCKET_VERSIONING,
          S3Api.PUT_BUCKET_WEBSITE,
          S3Api.PUT_OBJECT_ACL);

  /** Not in the model: these write operations answer 204. */
  private static final Set<Operation<?, ?>> WITHOUT_CONTENT =
      Set.of(
          S3Api.PUT_BUCKET_ANALYTICS_CONFIGURATION,
          S3Api.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
          S3Api.PUT_BUCKET_INVENTORY_CONFIGURATION,
          S3Api.PUT_BUCKET_METRICS_CONFIGURATION,
          S3Api.PUT_BUCKET_POLICY,
          S3Api.PUT_BUCKET_TAGGING);

  private static final Protocol REST_XML = new RestXmlProtocol(new S3RestXml(true));

  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;
  private static final int PARTIAL_CONTENT = 206;
  private static final int REQUEST_ID_LENGTH = 16;
  private static final String REQUEST_ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /**
   * The checksums that S3 computes of object contents: the MD5 for the ETag, and a checksum if the
   * client sends none.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">S3:
   *     checking object integrity for data uploads</a>
   */
  private static final RequestedDigests OF_CONTENTS =
      new RequestedDigests(Set.of(ChecksumAlgorithm.MD5), ChecksumAlgorithm.CRC64NVME);

  /** The same for parts of uploads, whose error for a wrong MD5 shows it in Base64. */
  private static final RequestedDigests OF_PARTS =
      new RequestedDigests(OF_CONTENTS.always(), OF_CONTENTS.otherwise(), true);

  /** Labels of S3's own endpoints: a label in front of one is a bucket. */
  private static final List<String> ENDPOINTS =
      List.of("s3", "s3-accelerate", "s3-external-1", "s3-fips", "s3-website");

  /** The labels of the access point endpoints, with and without FIPS. */
  private static final List<String> ACCESS_POINTS =
      List.of("s3-accesspoint", "s3-accesspoint-fips");

  private static final String ENCODED_SLASH = "%2F";
  private static final Pattern EMPTY_NUMBER =
      Pattern.compile("(?:^|&)(?:part-number-marker|max-(?:parts|keys|uploads|buckets))=?(?=&|$)");

  /**
   * Moves the bucket from the host to the path. If the host is no endpoint of S3 (an SDK with the
   * endpoint {@code http://localhost:4566} put the bucket in front), all of its first labels are
   * the bucket. An access point becomes its ARN.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
   *     hosting of buckets</a>
   */
  @Override
  public HttpRequest adapt(HttpRequest request, ProtocolId protocol, HostNames hosts) {
    HostNames.Prefix prefix = hosts.prefixOf(request);
    String bucket = prefix == null ? "" : bucketIn(prefix);
    if (PresignedHeaders.areIn(request)) {
      PresignedHeaders.add(request);
    }
    String query = withoutEmptyNumbers(request.query());
    String path = withSpaces(request.path());
    if (bucket.isEmpty() && query == request.query() && path == request.path()) {
      return request;
    }
    return new HttpRequest(
        request.method(),
        bucket.isEmpty() ? path : "/" + bucket + (path.equals("/") ? "" : path),
        query,
        request.headers(),
        request.body(),
        request.connection());
  }

  /** S3 decodes paths like forms: a plus is a space, and {@code %2B} is a plus. */
  private static String withSpaces(String path) {
    return path.indexOf('+') < 0 ? path : path.replace("+", "%20");
  }

  /** An empty page start or size is ignored. */
  private static String withoutEmptyNumbers(String query) {
    if (query == null || !query.contains("max-") && !query.contains("part-number-marker")) {
      return query;
    }
    Matcher empty = EMPTY_NUMBER.matcher(query);
    return empty.find() ? empty.replaceAll("") : query;
  }

  private static String bucketIn(HostNames.Prefix prefix) {
    String labels = prefix.labels();
    for (String endpoint : ACCESS_POINTS) {
      if (labels.endsWith("." + endpoint)) {
        String label = labels.substring(0, labels.length() - endpoint.length() - 1);
        return AccessPointNames.ofHost(label, prefix.region()).replace("/", ENCODED_SLASH);
      }
    }
    for (String endpoint : ENDPOINTS) {
      if (labels.equals(endpoint)) {
        return "";
      }
      if (labels.endsWith("." + endpoint)) {
        return labels.substring(0, labels.length() - endpoint.length() - 1);
      }
    }
    return labels;
  }

  @Override
  public Protocol protocol(Protocol common) {
    return REST_XML;
  }

  /** Anonymous requests are accepted; policies and access control lists decide. */
  @Override
  public boolean acceptsUnsigned(Operation<?, ?> operation) {
    return true;
  }

  @Override
  public boolean needsExpiry() {
    return true;
  }

  @Override
  public AwsError signatureError(SignatureFault fault, ProtocolId protocol) {
    return S3SignatureErrors.of(fault);
  }

  /** The name of the global region is valid for endpoints, not for signatures. */
  @Override
  public String regionInsteadOf(String named) {
    return named.equals("aws-global") ? Scope.DEFAULT_REGION : null;
  }

  @Override
  public SignatureRules signatureRules() {
    return SignatureRules.DECLARED_PAYLOAD;
  }

  @Override
  public HttpRequest decodeBody(
      HttpRequest request, Operation<?, ?> operation, ChunkSignatures signatures) {
    if (operation.isChecksumRequired() && !WITHOUT_CHECKSUM.contains(operation)) {
      S3PayloadErrors.INTEGRITY.requireChecksum(request.headers());
    }
    boolean checksummed =
        operation.isChecksumRequired() || operation.checksumAlgorithmMember() != null;
    return S3PayloadErrors.INTEGRITY.verified(request, checksummed, signatures, wanted(operation));
  }

  private static RequestedDigests wanted(Operation<?, ?> operation) {
    if (operation == S3Api.UPLOAD_PART) {
      return OF_PARTS;
    }
    return operation == S3Api.PUT_OBJECT || operation == S3Api.PUT_OBJECT_ANNOTATION
        ? OF_CONTENTS
        : RequestedDigests.NONE;
  }

  /**
   * Not in the model: part of an object is answered with 206, putting a bucket policy or bucket
   * tags with 204, and a started restore with 202.
   */
  @Override
  public int status(Operation<?, ?> operation, Struct output, int stated) {
    if (WITHOUT_CONTENT.contains(operation)) {
      return NO_CONTENT;
    }
    if (output == RestoreOperation.ACCEPTED) {
      return ACCEPTED;
    }
    boolean isPart =
        output instanceof GetObjectOutput get && get.contentRange() != null
            || output instanceof HeadObjectOutput head && head.contentRange() != null;
    return isPart ? PARTIAL_CONTENT : stated;
  }

  @Override
  public AwsError bodyTooLarge(int limitBytes) {
    return AwsError.client("MaxMessageLengthExceeded", 400, "Your request was too big.");
  }

  /** S3's SlowDown error. */
  @Override
  public AwsError busy() {
    return AwsError.server("SlowDown", 503, "Please reduce your request rate.");
  }

  /** S3 documents status 400. */
  @Override
  public AwsError requestTimeout() {
    return AwsError.client(
        "RequestTimeout",
        400,
        "Your socket connection to the server was not read from or written to within the timeout"
            + " period. Idle connections will be closed.");
  }

  /**
   * S3 has its own code.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: Error
   *     responses</a>
   */
  @Override
  public AwsError internalFailure() {
    return AwsError.server(
        "InternalError", 500, "We encountered an internal error. Please try again.");
  }

  @Override
  public String newRequestId(Ids ids) {
    return requestId(ids);
  }

  /** A request id in S3's format. */
  public static String requestId(Ids ids) {
    return ids.text(REQUEST_ID_LENGTH, REQUEST_ID_ALPHABET);
  }

  @Override
  public void addHeaders(RequestContext context, Headers headers) {
    if (context.operation() == S3Api.HEAD_BUCKET) {
      headers.set("Content-Type", "application/xml");
    } else if (context.operation() == S3Api.LIST_OBJECTS_V2 && GuardedBinder.namesRegion(context)) {
      // A request signed for another region than the bucket's is redirected.
      headers.set("x-amz-bucket-region", context.scope().region());
    }
  }

  @Override
  public void addHeaders(Headers headers, String requestId) {
    headers.set("Server", SERVER);
  }
}
