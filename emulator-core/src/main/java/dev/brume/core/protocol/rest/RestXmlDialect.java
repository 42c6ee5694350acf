package dev.brume.core.protocol.rest;

import dev.brume.core.error.AwsError;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.xml.XmlWriter;

/**
 * What restXml leaves to the service: the errors for requests that cannot be read, and how strictly
 * they are read. The defaults are those of Smithy's page; a service overrides what differs.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html">Smithy: restXml</a>
 */
public interface RestXmlDialect {
  /** What the protocol says. */
  RestXmlDialect COMMON = new RestXmlDialect() {};

  /** Error code of a request for no operation; its document is the name alone. */
  String UNKNOWN_OPERATION = "UnknownOperationException";

  /**
   * Whether documents are validated against the schema, and written with the milliseconds of all
   * times. Elsewhere unknown elements are skipped.
   */
  default boolean validatesDocuments() {
    return false;
  }

  /**
   * The error for a request for no operation.
   *
   * @param methods those that operations of this path take
   */
  default AwsError unknownOperation(HttpRequest request, Iterable<String> methods) {
    return AwsError.client(UNKNOWN_OPERATION, 404, null);
  }

  /** The error for a path or query string that cannot be decoded. */
  default AwsError malformedUri(MalformedValue cause) {
    return malformedInput(cause.getMessage());
  }

  /** The error for a label, parameter or header that is no value of its shape. */
  default AwsError malformedBinding(MalformedBinding cause) {
    return malformedInput(cause.getMessage());
  }

  /** The error for a body that is no document of the operation's input. */
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

  /** Writes the elements in front of an error's code. */
  default void beforeCode(XmlWriter out, AwsError error) {
    out.element("Type", error.isClientFault() ? "Sender" : "Receiver");
  }

  /** Writes the elements behind an error's RequestId. */
  default void afterRequestId(XmlWriter out, String requestId) {}
}
