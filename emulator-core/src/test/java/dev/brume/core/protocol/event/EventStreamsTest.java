package dev.brume.core.protocol.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.json.JsonCodec;
import dev.brume.core.schema.Blob;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.ErrorTrait;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.ShapeType;
import dev.brume.core.schema.Struct;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Event streams. Source of truth: <a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy: event stream specification</a>;
 * the bytes of the fixed messages are those of the specification's own test vectors.
 */
class EventStreamsTest {
  private static final Schema STRING = Schema.simple(ShapeType.STRING, "test", "String");
  private static final Schema INTEGER = Schema.simple(ShapeType.INTEGER, "test", "Integer");
  private static final Schema BLOB = Schema.simple(ShapeType.BLOB, "test", "Blob");

  private static final Schema RECORDS =
      structure(
          "Records",
          Member.of("Count", INTEGER).eventHeader(),
          Member.of("Payload", BLOB).eventPayload());
  private static final Schema NOTE =
      structure("Note", Member.of("Text", STRING), Member.of("Level", INTEGER).eventHeader());
  private static final Schema END = structure("End");
  private static final Schema SLOW =
      structure("Slow", Member.of("message", STRING)).withError(new ErrorTrait(true, 400, null, 0));
  private static final Schema UNION = union();

  private static Schema structure(String name, Member... members) {
    Schema[] made = new Schema[1];
    made[0] = Schema.structure("test", name, DynamicStruct.prototype(() -> made[0]), members);
    return made[0];
  }

  private static Schema union() {
    Schema[] made = new Schema[1];
    made[0] =
        Schema.union(
                "test",
                "Events",
                DynamicStruct.prototype(() -> made[0]),
                Member.of("Records", RECORDS),
                Member.of("Note", NOTE),
                Member.of("End", END),
                Member.of("SlowDown", SLOW))
            .withStreaming(false);
    return made[0];
  }

  private static final List<Struct> EVENTS =
      List.of(
          event("Records", DynamicStruct.of(RECORDS, "Count", 2, "Payload", Blob.ofUtf8("a\nb"))),
          event("Note", DynamicStruct.of(NOTE, "Text", "\u00FC", "Level", 1)),
          event("End", DynamicStruct.of(END)));

  private static DynamicStruct event(String name, DynamicStruct value) {
    return DynamicStruct.of(UNION, name, value);
  }

  /** Publishes items as they are asked for, and then ends or fails. */
  private static <T> Flow.Publisher<T> publisher(List<T> items, Throwable failure) {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private int next;

              @Override
              public void request(long count) {
                for (long i = 0; i < count && next < items.size(); i++) {
                  subscriber.onNext(items.get(next++));
                }
                if (next == items.size()) {
                  next++;
                  if (failure == null) {
                    subscriber.onComplete();
                  } else {
                    subscriber.onError(failure);
                  }
                }
              }

              @Override
              public void cancel() {
                next = items.size() + 1;
              }
            });
  }

  private static EventStream<Struct> events(Throwable failure) {
    Flow.Publisher<Struct> publisher = publisher(EVENTS, failure);
    return publisher::subscribe;
  }

  private static ByteStream bytes(List<ByteBuffer> parts) {
    Flow.Publisher<ByteBuffer> publisher = publisher(parts, null);
    return new ByteStream() {
      @Override
      public long length() {
        return -1;
      }

      @Override
      public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        publisher.subscribe(subscriber);
      }
    };
  }

  /** Keeps what comes; asks for one item at a time where told so. */
  private static final class Collector<T> implements Flow.Subscriber<T> {
    private final List<T> items = new ArrayList<>();
    private Flow.Subscription subscription;
    private Throwable failure;
    private boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription to) {
      subscription = to;
    }

    @Override
    public void onNext(T item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable cause) {
      failure = cause;
    }

    @Override
    public void onComplete() {
      complete = true;
    }
  }

  private static byte[] encoded(EventStream<?> events, byte[] initial) {
    Collector<ByteBuffer> collector = new Collector<>();
    EventStreams.encode(UNION, events, JsonCodec.AWS_JSON, "application/json", initial)
        .subscribe(collector);
    collector.subscription.request(Long.MAX_VALUE);
    assertThat(collector.complete).isTrue();
    int length = collector.items.stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    collector.items.forEach(all::put);
    return all.array();
  }

  private static List<EventMessage> messages(byte[] stream) {
    List<EventMessage> messages = new ArrayList<>();
    EventMessageParser parser = new EventMessageParser();
    parser.feed(ByteBuffer.wrap(stream), messages::add);
    parser.finish();
    return messages;
  }

  private static Collector<Struct> decoded(List<ByteBuffer> parts) {
    Collector<Struct> collector = new Collector<>();
    EventStreams.decode(UNION, bytes(parts), JsonCodec.AWS_JSON).subscribe(collector);
    collector.subscription.request(Long.MAX_VALUE);
    return collector;
  }

  @Test
  void messagesHaveTheBytesOfTheSpecification() {
    assertThat(HexFormat.of().formatHex(new EventMessage(Map.of(), new byte[0]).toBytes()))
        .isEqualTo("000000100000000005c248eb7d98c8ff");
    assertThat(
            HexFormat.of()
                .formatHex(new EventMessage(Map.of(), "{'foo':'bar'}".getBytes(UTF_8)).toBytes()))
        .isEqualTo("0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936");
  }

  @Test
  void headersOfEveryTypeReadBackAsTheyWere() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("true", true);
    headers.put("false", false);
    headers.put("byte", (byte) -1);
    headers.put("short", (short) -2);
    headers.put("int", -3);
    headers.put("long", -4L);
    headers.put("bytes", Blob.ofUtf8("abc"));
    headers.put("string", "\u00FC");
    headers.put("time", Instant.ofEpochMilli(8_675_309));
    headers.put("uuid", new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L));
    byte[] bytes = new EventMessage(headers, new byte[] {1, 2}).toBytes();
    EventMessage read = EventMessage.of(bytes);
    assertThat(read.headers()).isEqualTo(headers);
    assertThat(read.headers().keySet()).containsExactlyElementsOf(headers.keySet());
    assertThat(read.payload()).containsExactly(1, 2);
  }

  @Test
  void eventsBecomeMessagesByTheirTraits() {
    List<EventMessage> messages = messages(encoded(events(null), null));
    assertThat(messages).hasSize(3);
    assertThat(messages.get(0).headers())
        .isEqualTo(
            Map.of(
                ":message-type",
                "event",
                ":event-type",
                "Records",
                ":content-type",
                "application/octet-stream",
                "Count",
                2));
    assertThat(messages.get(0).payload()).isEqualTo("a\nb".getBytes(UTF_8));
    assertThat(messages.get(1).text(":content-type")).isEqualTo("application/json");
    assertThat(messages.get(1).headers()).containsEntry("Level", 1);
    assertThat(new String(messages.get(1).payload(), UTF_8)).isEqualTo("{\"Text\":\"\u00FC\"}");
    assertThat(messages.get(2).headers())
        .isEqualTo(Map.of(":message-type", "event", ":event-type", "End"));
    assertThat(messages.get(2).payload()).isEmpty();
  }

  @Test
  void anInitialResponseComesFirst() {
    List<EventMessage> messages = messages(encoded(events(null), "{}".getBytes(UTF_8)));
    assertThat(messages).hasSize(4);
    assertThat(messages.get(0).text(":event-type")).isEqualTo("initial-response");
    assertThat(messages.get(0).text(":content-type")).isEqualTo("application/json");
    assertThat(new String(messages.get(0).payload(), UTF_8)).isEqualTo("{}");
  }

  @Test
  void aModelledErrorEndsTheStreamAsAnException() {
    AwsError slow = AwsError.modelled(DynamicStruct.of(SLOW, "message", "Later."));
    List<EventMessage> messages = messages(encoded(events(new CompletionException(slow)), null));
    EventMessage last = messages.getLast();
    assertThat(messages).hasSize(4);
    assertThat(last.text(":message-type")).isEqualTo("exception");
    assertThat(last.text(":exception-type")).isEqualTo("SlowDown");
    assertThat(new String(last.payload(), UTF_8)).isEqualTo("{\"message\":\"Later.\"}");
  }

  @Test
  void anotherErrorEndsTheStreamWithCodeAndText() {
    AwsError broken = AwsError.server("InternalFailure", 500, "Broken.");
    EventMessage last = messages(encoded(events(broken), null)).getLast();
    assertThat(last.headers())
        .isEqualTo(
            Map.of(
                ":message-type",
                "error",
                ":error-code",
                "InternalFailure",
                ":error-message",
                "Broken."));
  }

  @Test
  void nothingIsSentBeforeItIsAskedFor() {
    Collector<ByteBuffer> collector = new Collector<>();
    EventStreams.encode(UNION, events(null), JsonCodec.AWS_JSON, "application/json", null)
        .subscribe(collector);
    assertThat(collector.items).isEmpty();
    collector.subscription.request(1);
    assertThat(collector.items).hasSize(1);
    collector.subscription.request(1);
    assertThat(collector.items).hasSize(2);
    collector.subscription.cancel();
    collector.subscription.request(5);
    assertThat(collector.items).hasSize(2);
    assertThat(collector.complete).isFalse();
  }

  @Test
  void aBugEndsTheStreamAsSuch() {
    Collector<ByteBuffer> collector = new Collector<>();
    IllegalStateException bug = new IllegalStateException("bug");
    EventStreams.encode(UNION, events(bug), JsonCodec.AWS_JSON, "application/json", null)
        .subscribe(collector);
    collector.subscription.request(Long.MAX_VALUE);
    assertThat(collector.failure).isSameAs(bug);
  }

  @Test
  void messagesInsideOfSignedOnesAreTakenOut() {
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put(":date", Instant.EPOCH);
    signature.put(":chunk-signature", Blob.ofUtf8("signature"));
    byte[] inner = new EventEncoder(UNION, JsonCodec.AWS_JSON, "x").event(EVENTS.get(1)).toBytes();
    byte[] first = new EventMessage(signature, inner).toBytes();
    byte[] last = new EventMessage(signature, new byte[0]).toBytes();
    Collector<Struct> collector = decoded(List.of(ByteBuffer.wrap(first), ByteBuffer.wrap(last)));
    assertThat(collector.items).containsExactly(EVENTS.get(1));
    assertThat(collector.complete).isTrue();
  }

  @Test
  void brokenMessagesAreRefused() {
    byte[] good = encoded(events(null), null);
    for (int i = 0; i < good.length; i++) {
      byte[] broken = good.clone();
      broken[i] ^= 0x10;
      assertThat(decoded(List.of(ByteBuffer.wrap(broken))).failure)
          .as("byte %d", i)
          .isInstanceOf(AwsError.class);
    }
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    assertThat(decoded(List.of(ByteBuffer.wrap(cut))).failure).isInstanceOf(AwsError.class);
    byte[] unknown =
        new EventMessage(Map.of(":message-type", "event", ":event-type", "No"), new byte[0])
            .toBytes();
    assertThat(decoded(List.of(ByteBuffer.wrap(unknown))).failure).isInstanceOf(AwsError.class);
  }

  @Test
  void lengthsBeyondTheLimitsAreRefusedByThePrelude() {
    ByteBuffer prelude = ByteBuffer.allocate(EventMessage.PRELUDE_BYTES);
    prelude.putInt(Integer.MAX_VALUE).putInt(0);
    prelude.putInt(EventMessage.checksum(prelude.array(), 0, 8)).flip();
    EventMessageParser parser = new EventMessageParser();
    assertThatThrownBy(() -> parser.feed(prelude, message -> {}))
        .isInstanceOf(MalformedValue.class);
    byte[] payload = new byte[EventMessage.MOST_PAYLOAD_BYTES + 1];
    assertThatThrownBy(() -> new EventMessage(Map.of(), payload).toBytes())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void framesSurviveEverySplit(@ForAll @Size(max = 40) List<Byte> cuts) {
    byte[] stream = encoded(events(null), null);
    List<ByteBuffer> parts = new ArrayList<>();
    int at = 0;
    for (byte cut : cuts) {
      int end = Math.min(stream.length, at + (cut & 0x1F));
      parts.add(ByteBuffer.wrap(stream, at, end - at));
      at = end;
    }
    parts.add(ByteBuffer.wrap(stream, at, stream.length - at));
    Collector<Struct> collector = decoded(parts);
    assertThat(collector.items).isEqualTo(EVENTS);
    assertThat(collector.complete).isTrue();
  }

  @Property(tries = 1_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    Collector<Struct> collector = decoded(List.of(ByteBuffer.wrap(bytes)));
    assertThat(collector.complete || collector.failure instanceof AwsError).isTrue();
  }

  @Property(tries = 1_000)
  void anyHeadersAreReadOrRefused(@ForAll byte[] headers) {
    int total = EventMessage.LEAST_BYTES + headers.length;
    ByteBuffer message = ByteBuffer.allocate(total);
    message.putInt(total).putInt(headers.length);
    message.putInt(EventMessage.checksum(message.array(), 0, 8)).put(headers);
    message.putInt(EventMessage.checksum(message.array(), 0, total - 4)).flip();
    Collector<Struct> collector = decoded(List.of(message));
    assertThat(collector.failure).isInstanceOf(AwsError.class);
  }
}
