package dev.brume.dynamodb;

import dev.brume.core.schema.Blob;
import dev.brume.core.schema.Struct;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A digest of a request's parameters, to recognize equal requests. */
final class RequestDigest {
  private final MessageDigest digest;

  private RequestDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of {@code values}: structures, lists, maps, strings and blobs; null counts too. */
  static String of(Object... values) {
    RequestDigest digest = new RequestDigest();
    for (Object value : values) {
      digest.add(value);
    }
    return HexFormat.of().formatHex(digest.digest.digest());
  }

  private void add(Object value) {
    switch (value) {
      case null -> digest.update((byte) 0);
      case Struct struct -> {
        start('s', struct.schema().memberCount());
        for (int i = 0; i < struct.schema().memberCount(); i++) {
          add(struct.get(i));
        }
      }
      case List<?> list -> {
        start('l', list.size());
        list.forEach(this::add);
      }
      case Map<?, ?> map -> {
        start('m', map.size());
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put((String) key, each));
        sorted.forEach(
            (key, each) -> {
              add(key);
              add(each);
            });
      }
      case Blob blob -> bytes('b', blob.bytes());
      default -> bytes('t', value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void bytes(char kind, byte[] bytes) {
    start(kind, bytes.length);
    digest.update(bytes);
  }

  private void start(char kind, int length) {
    digest.update((byte) kind);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
  }
}
