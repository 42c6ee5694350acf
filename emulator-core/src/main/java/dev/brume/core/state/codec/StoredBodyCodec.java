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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long FIRST_BYTES = (LINK_START[0] & 0xff) * LOW_BITS;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
   * eight bytes at a time are searched for the first of a link, as all values of a file are when it
   * is opened.
   */
  private static int indexOfStart(byte[] value) {
    int end = value.length - SHORT_LINK_BYTES - LINK_START.length + 1;
    int at = 0;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long found = zeroBytes((long) LONGS.get(value, at) ^ FIRST_BYTES);
      for (; found != 0; found &= found - 1) {
        int start = at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
        if (isStart(value, start)) {
          return start;
        }
      }
    }
    for (; at < end; at++) {
      if (isStart(value, at)) {
        return at;
      }
    }
    return -1;
  }

  /** The high bit of each byte that is zero, and perhaps of others above one that is. */
  private static long zeroBytes(long bytes) {
    return (bytes - LOW_BITS) & ~bytes & HIGH_BITS;
  }

  private static boolean isStart(byte[] value, int at) {
    return value[at] == LINK_START[0]
        && Arrays.equals(value, at, at + LINK_START.length, LINK_START, 0, LINK_START.length);
  }
}
