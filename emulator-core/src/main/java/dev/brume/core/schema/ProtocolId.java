package dev.brume.core.schema;

/**
 * The wire protocols of AWS.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">Smithy: AWS protocols</a>
 */
public enum ProtocolId {
  AWS_JSON_1_0,
  AWS_JSON_1_1,
  /**
   * JSON's names and errors with CBOR bodies: {@code application/x-amz-cbor-1.1} with {@code
   * X-Amz-Target}.
   */
  AWS_CBOR_1_1,
  AWS_QUERY,
  EC2_QUERY,
  REST_JSON_1,
  REST_XML,
  RPC_V2_CBOR
}
