package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.xml.XmlWriter;

/**
 * The service-specific part of restXml: the errors for unreadable requests, and the strictness of
 * reading. The defaults are those of Smithy's page; a service overrides what differs.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">Smithy: restXml</a>
 */
public interface RestXmlDialect {
  /** The protocol's defaults. */
  RestXmlDialect COMMON = new RestXmlDialect() {};

  /** The error code of a request for no operation; its document contains only the name. */
  String UNKNOWN_OPERATION = "UnknownOperationException";

  /**
   * Whether documents are validated against the schema, and times written with milliseconds.
   * Otherwise unknown elements are skipped.
   */
  default boolean validatesDocuments() {
    return false;
  }

  /**
   * The error for a request for no operation.
   *
   * @param methods those of operations with this path
   */
  default AwsError unknownOperation(HttpRequest request, Iterable<String> methods) {
    return AwsError.client(UNKNOWN_OPERATION, 404, null);
  }

  /** The error for a path or query string that cannot be decoded. */
  default AwsError malformedUri(MalformedValue cause) {
    return malformedInput(cause.getMessage());
  }

  /** The error for a label, parameter or header that is not a value of its shape. */
  default AwsError malformedBinding(MalformedBinding cause) {
    return malformedInput(cause.getMessage());
  }

  /** The error for a body that is not a document of the operation's input. */
  default AwsError malformedBody(MalformedValue cause) {
    return malformedInput(cause.getMessage());
  }

  private static AwsError malformedInput(String message) {
    return AwsError.client("MalformedInput", 400, message);
  }

  /** The headers that every response carries. */
  default Headers commonHeaders(String requestId) {
    return new Headers().add("x-amzn-RequestId", requestId);
  }

  /** Writes the elements before an error's code. */
  default void beforeCode(XmlWriter out, AwsError error) {
    out.element("Type", error.isClientFault() ? "Sender" : "Receiver");
  }

  /** Writes the elements after an error's RequestId. */
  default void afterRequestId(XmlWriter out, String requestId) {}
}
