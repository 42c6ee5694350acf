package dev.brume.core.protocol.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.http.HttpResponse;
import dev.brume.core.protocol.TestShapes;
import dev.brume.core.protocol.rpc.AwsJsonProtocol;
import dev.brume.core.schema.ByteStream;
import dev.brume.core.schema.DynamicStruct;
import dev.brume.core.schema.EventStream;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/**
 * Streams of events in awsJson, as Kinesis' SubscribeToShard has them. Source of truth: <a
 * href="https://smithy.io/2.0/aws/amazon-eventstream.html#initial-response-messages">Smithy:
 * initial-response messages</a>.
 */
class EventOutputTest {
  private static final Schema RECORD =
      Schema.structure(
          "test",
          "Record",
          DynamicStruct.prototype(() -> EventOutputTest.RECORD),
          Member.of("Text", TestShapes.STRING));
  private static final Schema EVENTS =
      Schema.union(
              "test",
              "Events",
              DynamicStruct.prototype(() -> EventOutputTest.EVENTS),
              Member.of("Record", RECORD))
          .withStreaming(false);
  private static final Schema OUTPUT =
      Schema.structure(
          "test",
          "Output",
          DynamicStruct.prototype(() -> EventOutputTest.OUTPUT),
          Member.of("Name", TestShapes.STRING),
          Member.of("Events", EVENTS));

  @Test
  void whatStandsBesideTheEventsComesInAMessageBeforeThem() {
    Struct event = DynamicStruct.of(EVENTS, "Record", DynamicStruct.of(RECORD, "Text", "a"));
    Struct output = DynamicStruct.of(OUTPUT, "Name", "x", "Events", stream(event));

    HttpResponse response =
        AwsJsonProtocol.version11()
            .encode(TestShapes.service(false, false), TestShapes.ECHO, output, "id-1");

    assertThat(response.headers().first("Content-Type"))
        .isEqualTo("application/vnd.amazon.eventstream");
    assertThat(response.headers().first("x-amzn-RequestId")).isEqualTo("id-1");
    List<EventMessage> messages = messages(response.stream());
    assertThat(messages).hasSize(2);
    assertMessage(messages.get(0), "initial-response", "{\"Name\":\"x\"}");
    assertMessage(messages.get(1), "Record", "{\"Text\":\"a\"}");
  }

  private static void assertMessage(EventMessage message, String type, String payload) {
    assertThat(message.headers())
        .containsEntry(":message-type", "event")
        .containsEntry(":event-type", type)
        .containsEntry(":content-type", "application/x-amz-json-1.1");
    assertThat(new String(message.payload(), UTF_8)).isEqualTo(payload);
  }

  private static EventStream<Struct> stream(Struct event) {
    return subscriber -> {
      SubmissionPublisher<Struct> publisher = new SubmissionPublisher<>(Runnable::run, 1);
      publisher.subscribe(subscriber);
      publisher.submit(event);
      publisher.close();
    };
  }

  private static List<EventMessage> messages(ByteStream stream) {
    List<EventMessage> messages = new ArrayList<>();
    EventMessageParser parser = new EventMessageParser();
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            parser.feed(bytes, messages::add);
          }

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }

          @Override
          public void onComplete() {
            parser.finish();
          }
        });
    return messages;
  }
}
