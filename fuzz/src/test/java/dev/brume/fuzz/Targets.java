package dev.brume.fuzz;

import dev.brume.core.protocol.event.EventStreamTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All of them by name; each is made when it is asked for. */
final class Targets {
  private static final Map<String, Supplier<Target>> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("aws-chunked", AwsChunkedTarget::new),
              Map.entry("cbor", CodecTarget::cbor),
              Map.entry("dynamodb", ServiceTarget::dynamoDb),
              Map.entry("ec2-query", FormTarget::ec2),
              Map.entry("event-stream", EventStreams::new),
              Map.entry("gateway", GatewayTarget::permissive),
              Map.entry("gzip", GzipTarget::new),
              Map.entry("hosts", HostTarget::new),
              Map.entry("http1", Http1Target::new),
              Map.entry("http2", Http2Target::new),
              Map.entry("iam", ServiceTarget::iam),
              Map.entry("json", CodecTarget::json),
              Map.entry("payload", PayloadTarget::new),
              Map.entry("policy", PolicyTarget::new),
              Map.entry("query", FormTarget::query),
              Map.entry("rest-json", RestTarget::json),
              Map.entry("rest-xml", RestTarget::xml),
              Map.entry("signature", SignatureTarget::new),
              Map.entry("sns", ServiceTarget::sns),
              Map.entry("state-value", StateValueTarget::new),
              Map.entry("verify", GatewayTarget::verifying)));

  private Targets() {}

  static Iterable<String> names() {
    return ALL.keySet();
  }

  static Target named(String name) {
    Supplier<Target> target = ALL.get(name);
    if (target == null) {
      throw new IllegalArgumentException("No target '" + name + "'; there are " + ALL.keySet());
    }
    return target.get();
  }

  /** Event streams, which only their own package can read. */
  private static final class EventStreams implements Target {
    private final EventStreamTarget target = new EventStreamTarget();

    @Override
    public List<byte[]> seeds() {
      return target.seeds();
    }

    @Override
    public void take(byte[] input) {
      target.take(input);
    }
  }
}
