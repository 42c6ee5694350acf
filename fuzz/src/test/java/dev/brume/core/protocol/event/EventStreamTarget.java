package dev.brume.core.protocol.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.cbor.CborCodec;
import dev.brume.core.schema.Blob;
import dev.brume.kinesis.api.SubscribeToShardEventStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Event streams: messages are read, or refused as malformed; wherever they are cut, the same are
 * read. Of an input whose first byte is odd, the checksums are put right before.
 */
public final class EventStreamTarget {
  private final EventDecoder decoder =
      new EventDecoder(SubscribeToShardEventStream.SCHEMA, CborCodec.AWS_CBOR);

  /** A message of each kind. */
  public List<byte[]> seeds() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", "SubscribeToShardEvent");
    byte[] event = new EventMessage(headers, new byte[] {(byte) 0xbf, (byte) 0xff}).toBytes();
    Map<String, Object> every = new LinkedHashMap<>();
    every.put("a", true);
    every.put("b", (byte) 1);
    every.put("c", (short) 2);
    every.put("d", 3);
    every.put("e", 4L);
    every.put("f", Blob.ofUtf8("x"));
    every.put("g", Instant.EPOCH);
    every.put("h", new UUID(1, 2));
    byte[] all = new EventMessage(every, "payload".getBytes(UTF_8)).toBytes();
    byte[] signed = new EventMessage(Map.of(":chunk-signature", Blob.ofUtf8("s")), event).toBytes();
    return List.of(seed(1, event), seed(1, all), seed(1, signed), seed(0, event));
  }

  private static byte[] seed(int first, byte[] message) {
    return ByteBuffer.allocate(message.length + 1).put((byte) first).put(message).array();
  }

  /** Takes one input. */
  public void take(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    if ((input[0] & 1) == 1 && bytes.length >= EventMessage.LEAST_BYTES) {
      repair(bytes);
    }
    String whole = read(bytes, bytes.length);
    for (int pieceBytes : new int[] {1, 7}) {
      String pieces = read(bytes, pieceBytes);
      if (!pieces.equals(whole)) {
        throw new AssertionError("Whole: " + whole + "\nIn pieces: " + pieces);
      }
    }
  }

  private static void repair(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.putInt(0, bytes.length);
    buffer.putInt(8, EventMessage.checksum(bytes, 0, 8));
    buffer.putInt(bytes.length - 4, EventMessage.checksum(bytes, 0, bytes.length - 4));
  }

  private String read(byte[] bytes, int pieceBytes) {
    List<String> events = new ArrayList<>();
    EventMessageParser parser = new EventMessageParser();
    try {
      for (int at = 0; at < bytes.length; at += pieceBytes) {
        ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at));
        parser.feed(piece, message -> events.add(event(message)));
      }
      parser.finish();
    } catch (MalformedValue refused) {
      events.add(refused.getMessage());
    }
    return events.toString();
  }

  private String event(EventMessage message) {
    try {
      return String.valueOf(decoder.event(message));
    } catch (MalformedValue refused) {
      return refused.getMessage();
    } catch (dev.brume.core.error.AwsError refused) {
      return refused.code();
    }
  }
}
