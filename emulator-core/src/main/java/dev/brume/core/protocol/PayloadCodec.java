package dev.brume.core.protocol;

import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;

/**
 * The document format of a protocol with HTTP bindings: encodes the members that are bound neither
 * to a header nor to a label, the query or the status.
 *
 * <p>Reading throws {@link dev.brume.core.error.AwsError} or {@link MalformedValue}, never anything
 * else, whatever the bytes are.
 */
public interface PayloadCodec {
  /**
   * Reads the members that are left to the body.
   *
   * @param values takes the members found, by index; the others are left as they are
   */
  void decodeBody(Schema input, byte[] body, Object[] values);

  /** Reads a document that holds the value of {@code member} alone; null where it says null. */
  Object decodeValue(Member member, byte[] body);

  /** Writes the members that are left to the body. */
  byte[] encodeBody(Struct output);

  /** Writes a document that holds {@code value}, which is not null, alone. */
  byte[] encodeValue(Member member, Object value);
}
