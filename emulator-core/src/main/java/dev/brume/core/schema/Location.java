package dev.brume.core.schema;

/**
 * The part of an HTTP message that carries a member. Protocols without HTTP bindings (JSON, query,
 * CBOR) ignore it and write all members to the body.
 *
 * @see <a href="https://smithy.io/2.0/spec/http-bindings.html">Smithy: HTTP binding traits</a>
 */
public enum Location {
  BODY,
  HEADER,
  PREFIX_HEADERS,
  LABEL,
  QUERY,
  QUERY_PARAMS,
  PAYLOAD,
  RESPONSE_CODE;

  /** Whether an input member with this location is in the body: a status only binds in outputs. */
  public boolean isInRequestBody() {
    return this == BODY || this == RESPONSE_CODE;
  }

  /**
   * Whether an output or error member with this location is in the body: URIs do not bind there.
   */
  public boolean isInResponseBody() {
    return this == BODY || this == LABEL || this == QUERY || this == QUERY_PARAMS;
  }
}
