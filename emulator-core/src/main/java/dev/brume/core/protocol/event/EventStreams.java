package dev.brume.core.protocol.event;

import dev.brume.core.error.AwsError;
import dev.brume.core.protocol.MalformedValue;
import dev.brume.core.protocol.PayloadCodec;
import dev.brume.core.protocol.SerializationErrors;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Encodes and decodes event streams, by schema.
 *
 * <p>An event stream that fails with an {@link AwsError} ends in a message for it: an exception if
 * the union has that error, else an error with code and text.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Smithy: event streams</a>
 */
public final class EventStreams {
  public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

  private EventStreams() {}

  /**
   * The bytes of a response.
   *
   * @param union the shape of the events
   * @param codec writes their payloads
   * @param mediaType of these payloads
   * @param initial the payload of the initial response, in protocols without headers for the
   *     output's other members; else null
   */
  public static ByteStream encode(
      Schema union, EventStream<?> events, PayloadCodec codec, String mediaType, byte[] initial) {
    EventEncoder encoder = new EventEncoder(union, codec, mediaType);
    AtomicBoolean subscribed = new AtomicBoolean();
    return new ByteStream() {
      @Override
      public long length() {
        return -1;
      }

      @Override
      public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        refuseSecond(subscribed);
        Encoding encoding = new Encoding(encoder, subscriber);
        if (initial != null) {
          encoding.emit(bytes(encoder.initialResponse(initial)));
        }
        events.subscribe(encoding);
      }
    };
  }

  /**
   * The events of a request. Messages are unwrapped from signed ones.
   *
   * @param union the shape of the events
   * @param codec reads their payloads
   */
  public static EventStream<Struct> decode(Schema union, ByteStream bytes, PayloadCodec codec) {
    EventDecoder decoder = new EventDecoder(union, codec);
    AtomicBoolean subscribed = new AtomicBoolean();
    return subscriber -> {
      refuseSecond(subscribed);
      bytes.subscribe(new Decoding(decoder, subscriber));
    };
  }

  private static void refuseSecond(AtomicBoolean subscribed) {
    if (!subscribed.compareAndSet(false, true)) {
      throw new IllegalStateException("There is one subscriber already");
    }
  }

  private static ByteBuffer bytes(EventMessage message) {
    return ByteBuffer.wrap(message.toBytes());
  }

  private static final class Encoding extends StreamStage<Struct, ByteBuffer> {
    private final EventEncoder encoder;

    Encoding(EventEncoder encoder, Flow.Subscriber<? super ByteBuffer> downstream) {
      super(downstream);
      this.encoder = encoder;
    }

    @Override
    void accept(Struct event) {
      emit(bytes(encoder.event(event)));
    }

    @Override
    void end() {
      // The end of the body ends the stream.
    }

    @Override
    Throwable fail(Throwable cause) {
      Throwable inner = cause instanceof CompletionException ? cause.getCause() : cause;
      if (inner instanceof AwsError error) {
        emit(bytes(encoder.error(error)));
        return null;
      }
      return cause;
    }
  }

  private static final class Decoding extends StreamStage<ByteBuffer, Struct> {
    private final EventDecoder decoder;
    private final EventMessageParser parser = new EventMessageParser();

    Decoding(EventDecoder decoder, Flow.Subscriber<? super Struct> downstream) {
      super(downstream);
      this.decoder = decoder;
    }

    @Override
    void accept(ByteBuffer bytes) {
      parser.feed(
          bytes,
          message -> {
            Struct event = decoder.event(message);
            if (event != null) {
              emit(event);
            }
          });
    }

    @Override
    void end() {
      parser.finish();
    }

    @Override
    Throwable fail(Throwable cause) {
      return cause instanceof MalformedValue
          ? SerializationErrors.error(cause.getMessage())
          : cause;
    }
  }
}
