package dev.brume.logs.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The deliveries of vended logs of a region. Used within {@link LogsRegion#call}. */
public final class LogsDeliveries {
  private final Table<String, LogsDeliverySourceRecord> sources;
  private final Table<String, LogsDeliveryDestinationRecord> destinations;
  private final Table<String, LogsDeliveryRecord> deliveries;

  LogsDeliveries(Tables tables) {
    sources = tables.table(LogsTables.DELIVERY_SOURCES, "");
    destinations = tables.table(LogsTables.DELIVERY_DESTINATIONS, "");
    deliveries = tables.table(LogsTables.VENDED, "");
  }

  private static <V> List<V> sorted(Table<String, V> table, Function<V, String> name) {
    List<V> all = new ArrayList<>();
    table.forEach((key, value) -> all.add(value));
    all.sort(Comparator.comparing(name));
    return all;
  }

  /** The source, or null. */
  public LogsDeliverySourceRecord source(String name) {
    return sources.get(name);
  }

  /** All sources by name. */
  public List<LogsDeliverySourceRecord> sources() {
    return sorted(sources, LogsDeliverySourceRecord::name);
  }

  public void put(LogsDeliverySourceRecord source) {
    sources.put(source.name(), source);
  }

  public void removeSource(String name) {
    sources.remove(name);
  }

  /** The destination, or null. */
  public LogsDeliveryDestinationRecord destination(String name) {
    return destinations.get(name);
  }

  /** All destinations by name. */
  public List<LogsDeliveryDestinationRecord> destinations() {
    return sorted(destinations, LogsDeliveryDestinationRecord::name);
  }

  public void put(LogsDeliveryDestinationRecord destination) {
    destinations.put(destination.name(), destination);
  }

  public void removeDestination(String name) {
    destinations.remove(name);
  }

  /** The delivery, or null. */
  public LogsDeliveryRecord delivery(String id) {
    return deliveries.get(id);
  }

  /** All deliveries by id. */
  public List<LogsDeliveryRecord> all() {
    return sorted(deliveries, LogsDeliveryRecord::id);
  }

  public void put(LogsDeliveryRecord delivery) {
    deliveries.put(delivery.id(), delivery);
  }

  public void remove(String id) {
    deliveries.remove(id);
  }
}
