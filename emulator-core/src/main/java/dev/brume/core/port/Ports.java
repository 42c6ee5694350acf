package dev.brume.core.port;

import dev.brume.core.scope.Arn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The directory in which services find each other's small interfaces, filled by the composition
 * root. A service is created when its port is first requested.
 */
public final class Ports {
  private final Map<Class<?>, Supplier<?>> suppliers = new HashMap<>();
  private final Map<String, Supplier<? extends DeliveryTarget>> targets = new HashMap<>();
  private final Map<String, Supplier<? extends StreamSource>> streams = new HashMap<>();

  /**
   * Offers {@code supplier}'s object as the delivery target for ARNs of {@code service}; call
   * before the first request.
   *
   * @param service as ARNs name it, such as {@code sqs} or {@code events}
   */
  public Ports offerTarget(String service, Supplier<? extends DeliveryTarget> supplier) {
    targets.put(service, supplier);
    return this;
  }

  /** The delivery target for {@code arn}; empty if no service has one. */
  public Optional<DeliveryTarget> target(Arn arn) {
    return Optional.ofNullable(targets.get(arn.service())).map(Supplier::get);
  }

  /**
   * Offers {@code supplier}'s object as the stream source for ARNs of {@code service}; call before
   * the first request.
   *
   * @param service as ARNs name it: {@code kinesis} or {@code dynamodb}
   */
  public Ports offerStreams(String service, Supplier<? extends StreamSource> supplier) {
    streams.put(service, supplier);
    return this;
  }

  /** The stream source for {@code arn}; empty if no service has one. */
  public Optional<StreamSource> streams(Arn arn) {
    return Optional.ofNullable(streams.get(arn.service())).map(Supplier::get);
  }

  /** Offers {@code supplier}'s object as {@code port}; call before the first request. */
  public <P> Ports offer(Class<P> port, Supplier<? extends P> supplier) {
    suppliers.put(port, supplier);
    return this;
  }

  /** The object for {@code port}; empty if no service offers it. */
  public <P> Optional<P> look(Class<P> port) {
    return suppliers.containsKey(port) ? Optional.of(find(port)) : Optional.empty();
  }

  /** The object for {@code port}, which must be offered. */
  public <P> P find(Class<P> port) {
    Supplier<?> supplier = suppliers.get(port);
    if (supplier == null) {
      throw new IllegalStateException("No service offers " + port.getSimpleName());
    }
    return port.cast(supplier.get());
  }
}
