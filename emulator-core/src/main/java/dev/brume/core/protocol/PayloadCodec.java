package dev.brume.core.protocol;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;

/**
 * The document format of a protocol with HTTP bindings: encodes the members that are not bound to a
 * header, a label, the query or the status.
 *
 * <p>Reading throws {@link dev.brume.core.error.AwsError} or {@link MalformedValue}, never anything
 * else, whatever the bytes are.
 */
public interface PayloadCodec {
  /**
   * Reads the members in the body.
   *
   * @param values receives the members found, by index; the others stay unchanged
   */
  void decodeBody(Schema input, byte[] body, Object[] values);

  /** Reads a document with only the value of {@code member}; null for a null document. */
  Object decodeValue(Member member, byte[] body);

  /** Writes the members in the body. */
  byte[] encodeBody(Struct output);

  /** Writes a document with only {@code value}, which is not null. */
  byte[] encodeValue(Member member, Object value);
}
