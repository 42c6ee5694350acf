package dev.brume.core.port;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The directory in which services find each other's small interfaces, filled by the composition
 * root. A service is made when its port is first asked for.
 */
public final class Ports {
  private final Map<Class<?>, Supplier<?>> suppliers = new HashMap<>();

  /** Offers {@code supplier}'s object as {@code port}; call before the first request. */
  public <P> Ports offer(Class<P> port, Supplier<? extends P> supplier) {
    suppliers.put(port, supplier);
    return this;
  }

  /** The object behind {@code port}; empty where no service offers it. */
  public <P> Optional<P> look(Class<P> port) {
    return suppliers.containsKey(port) ? Optional.of(find(port)) : Optional.empty();
  }

  /** The object behind {@code port}, which must be offered. */
  public <P> P find(Class<P> port) {
    Supplier<?> supplier = suppliers.get(port);
    if (supplier == null) {
      throw new IllegalStateException("No service offers " + port.getSimpleName());
    }
    return port.cast(supplier.get());
  }
}
