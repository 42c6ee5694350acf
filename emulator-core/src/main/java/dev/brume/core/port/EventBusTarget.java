package dev.brume.core.port;

import dev.brume.core.scope.Scope;
import java.time.Instant;
import java.util.List;

/** The default event bus of an account in a region, as services that tell it of events see it. */
public interface EventBusTarget {
  /** Puts an event on the bus, which gives it its id. */
  void put(Scope scope, Event event);

  /**
   * What a service says of an event; account and region are those of the bus.
   *
   * @param source such as {@code aws.s3}
   * @param detailType the kind of event
   * @param time when it was, in whole seconds
   * @param resources the ARNs of what it is about
   * @param detail a JSON object
   */
  record Event(
      String source, String detailType, Instant time, List<String> resources, String detail) {}
}
