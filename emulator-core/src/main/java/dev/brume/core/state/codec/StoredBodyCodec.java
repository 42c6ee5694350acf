package dev.brume.core.state.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.brume.core.blob.BodyLink;
import dev.brume.core.blob.BodyLinks;
import dev.brume.core.blob.StoredBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encodes bodies: bytes for those on the heap, a tagged link for those in files. */
final class StoredBodyCodec extends TypeCodec {
  /** "Brum". */
  private static final int LINK_TAG = 0x4272756d;

  /** The id and the length; links from before checksums have nothing else. */
  private static final int SHORT_LINK_BYTES = 2 * Long.BYTES;

  /** The same with a checksum. */
  private static final int LINK_BYTES = SHORT_LINK_BYTES + Integer.BYTES;

  /** The first bytes of a link: the tag. */
  private static final byte[] LINK_START = {(byte) 0xda, 0x42, 0x72, 0x75, 0x6d};

  private static final byte[] SKIPS = skips();

  private final BodyLinks links;

  StoredBodyCodec(BodyLinks links) {
    this.links = links;
  }

  @Override
  void writeValue(JsonGenerator to, Object value) throws IOException {
    StoredBody body = (StoredBody) value;
    BodyLink link = body.link();
    if (link == null) {
      to.writeBinary(body.bytes());
      return;
    }
    ((CBORGenerator) to).writeTag(LINK_TAG);
    boolean known = link.checksum() != BodyLink.UNKNOWN;
    ByteBuffer bytes = ByteBuffer.allocate(known ? LINK_BYTES : SHORT_LINK_BYTES);
    bytes.putLong(link.id()).putLong(link.length());
    if (known) {
      bytes.putInt((int) link.checksum());
    }
    to.writeBinary(bytes.array());
  }

  @Override
  Object readValue(JsonParser from) throws IOException {
    expect(from, JsonToken.VALUE_EMBEDDED_OBJECT);
    return isLink(from) ? links.find(link(from)) : StoredBody.of(from.getBinaryValue());
  }

  private static boolean isLink(JsonParser from) {
    return ((CBORParser) from).getCurrentTag() == LINK_TAG;
  }

  private static BodyLink link(JsonParser from) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(from.getBinaryValue());
    if (bytes.remaining() != LINK_BYTES && bytes.remaining() != SHORT_LINK_BYTES) {
      throw new ValueFormatException("There is no link to a body where the tag says so");
    }
    return new BodyLink(
        bytes.getLong(),
        bytes.getLong(),
        bytes.hasRemaining() ? Integer.toUnsignedLong(bytes.getInt()) : BodyLink.UNKNOWN);
  }

  /**
   * A link within an encoded value.
   *
   * @param offset the offset of its id
   */
  record LinkOffset(int offset, StoredBody body) {}

  /** All links in a value of whatever type. */
  List<LinkOffset> linksIn(byte[] value) {
    int at = indexOfStart(value);
    if (at < 0) {
      return List.of();
    }
    List<LinkOffset> places = new ArrayList<>(1);
    try (JsonParser from = ValueCodec.CBOR.createParser(value)) {
      for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT && isLink(from)) {
          int length = from.getBinaryValue().length;
          StoredBody body = links.find(link(from));
          places.add(new LinkOffset((int) from.currentLocation().getByteOffset() - length, body));
        }
      }
    } catch (IOException e) {
      throw new ValueFormatException("A value can't be read", e);
    }
    return places;
  }

  /**
   * The offset of the first possible link, or -1. Most values have none and need no parsing then:
   * each byte read rules out several offsets (Horspool's search).
   */
  private static int indexOfStart(byte[] value) {
    int last = LINK_START.length - 1;
    int end = value.length - SHORT_LINK_BYTES;
    for (int at = last; at < end; at += SKIPS[value[at] & 0xff]) {
      if (value[at] == LINK_START[last]
          && Arrays.equals(value, at - last, at + 1, LINK_START, 0, LINK_START.length)) {
        return at - last;
      }
    }
    return -1;
  }

  /** The distance to the next offset that can end the start of a link, by the byte at this one. */
  private static byte[] skips() {
    int last = LINK_START.length - 1;
    byte[] skips = new byte[256];
    Arrays.fill(skips, (byte) LINK_START.length);
    for (int i = 0; i < last; i++) {
      skips[LINK_START[i] & 0xff] = (byte) (last - i);
    }
    return skips;
  }
}
