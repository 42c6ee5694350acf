package dev.brume.s3;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.rest.MalformedBinding;
import dev.brume.core.protocol.rest.RestXmlDialect;
import dev.brume.core.protocol.xml.XmlWriter;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.ShapeType;

/**
 * The restXml dialect of S3 and S3 Control, which have the same servers.
 *
 * @param validatesDocuments whether requests are validated against the schema: by S3, not by S3
 *     Control
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
public record S3RestXml(boolean validatesDocuments) implements RestXmlDialect {
  /** The one header for which S3 has its own error text. */
  private static final String OBJECT_SIZE = "x-amz-mp-object-size";

  @Override
  public AwsError unknownOperation(HttpRequest request, Iterable<String> methods) {
    AwsError error =
        AwsError.client(
                "MethodNotAllowed",
                405,
                "The specified method is not allowed against this resource.")
            .withDetail("Method", request.method())
            .withDetail("ResourceType", resourceType(request.path()));
    String allowed = String.join(", ", methods);
    return allowed.isEmpty() ? error : error.withHeader("Allow", allowed);
  }

  private static String resourceType(String path) {
    int bucket = path.indexOf('/', 1);
    if (path.length() < 2) {
      return "SERVICE";
    }
    return bucket < 0 || bucket == path.length() - 1 ? "BUCKET" : "OBJECT";
  }

  @Override
  public AwsError malformedUri(MalformedValue cause) {
    return AwsError.client("InvalidURI", 400, "Couldn't parse the specified URI.");
  }

  @Override
  public AwsError malformedBinding(MalformedBinding cause) {
    Member member = cause.member();
    if (OBJECT_SIZE.equals(member.locationName())) {
      return AwsError.client(
          "InvalidRequest",
          400,
          "Value for " + OBJECT_SIZE + " header is invalid: '" + cause.text() + "'");
    }
    String message =
        isInteger(member.target().type())
            ? "Provided " + member.locationName() + " not an integer or within integer range"
            : "Invalid Argument";
    return AwsError.client("InvalidArgument", 400, message)
        .withDetail("ArgumentName", String.valueOf(member.locationName()))
        .withDetail("ArgumentValue", cause.text());
  }

  private static boolean isInteger(ShapeType type) {
    return type.compareTo(ShapeType.BYTE) >= 0 && type.compareTo(ShapeType.LONG) <= 0;
  }

  @Override
  public AwsError malformedBody(MalformedValue cause) {
    return AwsError.client(
        "MalformedXML",
        400,
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  @Override
  public Headers commonHeaders(String requestId) {
    return new Headers().add("x-amz-id-2", HostId.of(requestId)).add("x-amz-request-id", requestId);
  }

  /** S3 does not name the party at fault. */
  @Override
  public void beforeCode(XmlWriter out, AwsError error) {}

  @Override
  public void afterRequestId(XmlWriter out, String requestId) {
    out.element("HostId", HostId.of(requestId));
  }
}
