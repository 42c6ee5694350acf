package dev.brume.kinesis.engine;

import java.util.Map;
import java.util.function.UnaryOperator;

/** A consumer registered with a stream. */
public final class StreamConsumer implements StreamResource {
  private final StreamConsumers consumers;
  private volatile ConsumerState state;

  StreamConsumer(StreamConsumers consumers, ConsumerState state) {
    this.consumers = consumers;
    this.state = state;
  }

  /** Its record. */
  public ConsumerState state() {
    return state;
  }

  void adopt(ConsumerState changed) {
    state = changed;
  }

  /** Its stream. */
  public KinesisStream stream() {
    return consumers.stream();
  }

  @Override
  public String name() {
    return state.name();
  }

  /** When it was registered, since 1970; part of its ARN. */
  public long createdSeconds() {
    return state.createdMillis() / 1_000;
  }

  @Override
  public String arn() {
    return stream().arn() + "/consumer/" + name() + ":" + createdSeconds();
  }

  @Override
  public String account() {
    return stream().account();
  }

  /** Its status: CREATING, ACTIVE or DELETING. */
  public String status() {
    return state.status().at(stream().nowMillis());
  }

  /** Whether it has been deregistered, and that is over. */
  boolean isGone() {
    return status().equals(StreamState.DELETED);
  }

  @Override
  public Map<String, String> tags() {
    return state.tags();
  }

  @Override
  public void changeTags(UnaryOperator<Map<String, String>> change) {
    consumers.change(this, known -> known.withTags(change.apply(known.tags())));
  }

  @Override
  public String policy() {
    return state.policy();
  }

  @Override
  public void changePolicy(String policy) {
    consumers.change(this, known -> known.withPolicy(policy));
  }
}
