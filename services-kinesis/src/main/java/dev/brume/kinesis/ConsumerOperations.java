package dev.brume.kinesis;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.core.time.Timeline;
import dev.brume.kinesis.api.Consumer;
import dev.brume.kinesis.api.ConsumerDescription;
import dev.brume.kinesis.api.DeregisterStreamConsumerInput;
import dev.brume.kinesis.api.DescribeStreamConsumerInput;
import dev.brume.kinesis.api.DescribeStreamConsumerOutput;
import dev.brume.kinesis.api.ListStreamConsumersInput;
import dev.brume.kinesis.api.ListStreamConsumersOutput;
import dev.brume.kinesis.api.RegisterStreamConsumerInput;
import dev.brume.kinesis.api.RegisterStreamConsumerOutput;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamConsumer;
import dev.brume.kinesis.engine.StreamRefusals;
import java.util.Map;

/** Registered consumers, to which records are pushed. */
final class ConsumerOperations {
  private static final int MAX_RESULTS = 100;

  private final StreamFinder streams;
  private final Timeline timeline;

  ConsumerOperations(StreamFinder streams, Timeline timeline) {
    this.streams = streams;
    this.timeline = timeline;
  }

  RegisterStreamConsumerOutput registerStreamConsumer(
      RequestContext context, RegisterStreamConsumerInput input) {
    StreamFinder.Found found = streams.find(context, null, input.streamARN(), input.streamId());
    KinesisStream stream = found.stream();
    if (!stream.isUsable()) {
      throw StreamRefusals.notActive(stream.name(), stream.account(), stream.status());
    }
    Map<String, String> tags =
        KinesisTagRules.of(input.consumerName(), context).checked(input.tags());
    StreamConsumer consumer =
        stream
            .consumers()
            .register(
                input.consumerName(),
                tags,
                found.region().consumerLimit(found.stream()),
                found.region().queues().countOf(stream));
    return RegisterStreamConsumerOutput.builder().consumer(described(consumer)).build();
  }

  private static Consumer described(StreamConsumer consumer) {
    return Consumer.builder()
        .consumerName(consumer.name())
        .consumerARN(consumer.arn())
        .consumerStatus(consumer.status())
        .consumerCreationTimestamp(StreamDescriptions.inSeconds(consumer.state().createdMillis()))
        .build();
  }

  DescribeStreamConsumerOutput describeStreamConsumer(
      RequestContext context, DescribeStreamConsumerInput input) {
    StreamFinder.refuseStreamId(input.streamId());
    StreamConsumer consumer =
        find(context, input.streamARN(), input.consumerName(), input.consumerARN());
    return DescribeStreamConsumerOutput.builder()
        .consumerDescription(
            ConsumerDescription.builder()
                .consumerName(consumer.name())
                .consumerARN(consumer.arn())
                .consumerStatus(consumer.status())
                .consumerCreationTimestamp(
                    StreamDescriptions.inSeconds(consumer.state().createdMillis()))
                .streamARN(consumer.stream().arn())
                .build())
        .build();
  }

  Unit deregisterStreamConsumer(RequestContext context, DeregisterStreamConsumerInput input) {
    StreamFinder.refuseStreamId(input.streamId());
    StreamConsumer consumer =
        find(context, input.streamARN(), input.consumerName(), input.consumerARN());
    consumer.stream().consumers().deregister(consumer);
    return Unit.INSTANCE;
  }

  /** "You may also provide all three parameters, as long as they don't conflict." */
  private StreamConsumer find(
      RequestContext context, String streamArn, String name, String consumerArn) {
    if (consumerArn == null) {
      if (streamArn == null || name == null) {
        throw StreamRefusals.invalid(
            "Either ConsumerARN or both StreamARN and ConsumerName should be provided.");
      }
      KinesisStream stream = streams.stream(context, null, streamArn, null);
      StreamConsumer consumer = stream.consumers().find(name);
      if (consumer == null) {
        throw stream.consumers().notFound(name);
      }
      return consumer;
    }
    StreamConsumer consumer = streams.consumer(context, consumerArn);
    boolean conflict =
        streamArn != null && !streamArn.equals(consumer.stream().arn())
            || name != null && !name.equals(consumer.name());
    if (conflict) {
      throw StreamRefusals.invalid(
          "ConsumerARN " + consumerArn + " does not match StreamARN or ConsumerName.");
    }
    return consumer;
  }

  ListStreamConsumersOutput listStreamConsumers(
      RequestContext context, ListStreamConsumersInput input) {
    KinesisStream stream = streams.stream(context, null, input.streamARN(), input.streamId());
    if (input.nextToken() != null && input.streamCreationTimestamp() != null) {
      throw StreamRefusals.invalid(
          "NextToken and StreamCreationTimestamp cannot be provided together.");
    }
    ShardOperations.requireCreated(stream, input.streamCreationTimestamp());
    PageTokens tokens =
        PageTokens.of(
            StreamFinder.SERVICE,
            "ListStreamConsumers",
            () -> StreamRefusals.invalid("Invalid NextToken."),
            stream.state().identity());
    int limit = input.maxResults() == null ? MAX_RESULTS : input.maxResults();
    Page<StreamConsumer> page =
        tokens.page(
            stream
                .consumers()
                .listAfter(
                    StreamFinder.after(tokens.position(input.nextToken()), timeline.nowMillis())),
            limit,
            consumer -> consumer.name() + "/" + timeline.nowMillis());
    return ListStreamConsumersOutput.builder()
        .consumers(page.map(ConsumerOperations::described).elements())
        .nextToken(page.nextToken())
        .build();
  }
}
