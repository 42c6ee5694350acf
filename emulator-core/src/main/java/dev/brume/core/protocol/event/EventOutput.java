package dev.brume.core.protocol.event;

import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.StructCodec;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;

/**
 * Outputs with an event stream in protocols that also write the output's other members to the body:
 * these come first, as the payload of a message of their own, the initial response.
 *
 * @see <a
 *     href="https://smithy.io/2.0/aws/amazon-eventstream.html#initial-response-messages">Smithy:
 *     initial-response</a>
 */
public final class EventOutput {
  private EventOutput() {}

  /** Whether {@code output} has an event stream. */
  public static boolean isIn(Struct output) {
    return position(output) >= 0;
  }

  private static int position(Struct output) {
    int count = output.schema().memberCount();
    for (int i = 0; i < count; i++) {
      if (output.get(i) instanceof EventStream) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The response for an output with an event stream.
   *
   * @param headers of the response, except Content-Type
   * @param mediaType of the payloads that {@code codec} writes
   */
  public static HttpResponse respond(
      Headers headers, Struct output, StructCodec codec, String mediaType) {
    Schema schema = output.schema();
    int position = position(output);
    Object[] others = new Object[schema.memberCount()];
    for (int i = 0; i < others.length; i++) {
      others[i] = i == position ? null : output.get(i);
    }
    byte[] initial = codec.encode(schema.create(others));
    Schema union = schema.member(position).target();
    EventStream<?> events = (EventStream<?>) output.get(position);
    headers.set("Content-Type", EventStreams.MEDIA_TYPE);
    return HttpResponse.streaming(
        200, headers, EventStreams.encode(union, events, codec, mediaType, initial));
  }
}
