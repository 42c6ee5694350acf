package dev.brume.kinesis.engine;

import dev.brume.core.kit.JsonDocument;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What the records of a channel to S3 have to be.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/data-delivery-s3-about.html">How
 *     Amazon S3 delivery works</a>
 */
public enum ChannelFormat {
  /** "Each record is validated as a valid JSON payload." */
  JSON,
  /** "Each record is validated as a valid UTF-8 string." */
  STRING,
  /** Any bytes. */
  BYTE_ARRAY;

  private static final int MAX_DEPTH = 1_000;
  private static final JsonDocument DOCUMENT =
      new JsonDocument(KinesisQuotas.MAX_REQUEST_BYTES, MAX_DEPTH, true);

  /** Why a record is refused; null where it is not. */
  String fault(byte[] bytes) {
    if (this == BYTE_ARRAY) {
      return null;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "The record is not a valid UTF-8 string";
    }
    return this == STRING || DOCUMENT.find(text).isPresent()
        ? null
        : "The record is not a valid JSON payload";
  }

  /** Whether each record is a line of its own: bytes are put together as they are. */
  boolean isText() {
    return this != BYTE_ARRAY;
  }
}
