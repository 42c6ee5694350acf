package dev.brume.sqs.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the messages of a queue by their ordinals: a hash table with open addressing in one array.
 * For a million messages, the nodes and boxed keys of a map would take as much memory as the
 * messages themselves.
 */
final class MessagesByOrdinal {
  private static final int FIRST_ROOM = 16;
  private static final int ROW_BITS = 4;
  private static final int ROW = 1 << ROW_BITS;

  /** The golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private StoredMessage[] places = new StoredMessage[FIRST_ROOM];
  private int size;

  int size() {
    return size;
  }

  /**
   * Ordinals are assigned in sequence, and runs of sixteen stay together. The runs are spread: a
   * removal visits all messages up to the next free slot, which must be near.
   */
  private int placeOf(long ordinal) {
    int within = (int) ordinal & places.length - 1;
    if (places.length <= ROW) {
      return within;
    }
    int shift = Integer.numberOfLeadingZeros(places.length) + 1 + ROW_BITS;
    int row = (int) ((ordinal >>> ROW_BITS) * SPREAD >>> Integer.SIZE) >>> shift;
    return row << ROW_BITS | within & ROW - 1;
  }

  private int next(int place) {
    return place + 1 & places.length - 1;
  }

  /** The slot of the message, or the one where it would be. */
  private int find(long ordinal) {
    int place = placeOf(ordinal);
    while (places[place] != null && places[place].ordinal != ordinal) {
      place = next(place);
    }
    return place;
  }

  /** The message, or null. */
  StoredMessage get(long ordinal) {
    return places[find(ordinal)];
  }

  /** Adds a message, replacing one with the same ordinal. */
  void put(StoredMessage message) {
    if (2 * size >= places.length) {
      StoredMessage[] old = places;
      places = new StoredMessage[2 * old.length];
      for (StoredMessage each : old) {
        if (each != null) {
          places[find(each.ordinal)] = each;
        }
      }
    }
    int place = find(message.ordinal);
    size += places[place] == null ? 1 : 0;
    places[place] = message;
  }

  /** Removes the message with that ordinal, if there is one. */
  void remove(long ordinal) {
    int free = find(ordinal);
    if (places[free] == null) {
      return;
    }
    size--;
    for (int place = next(free); places[place] != null; place = next(place)) {
      int distance = place - placeOf(places[place].ordinal) & places.length - 1;
      if (distance >= (place - free & places.length - 1)) {
        places[free] = places[place];
        free = place;
      }
    }
    places[free] = null;
  }

  void clear() {
    places = new StoredMessage[FIRST_ROOM];
    size = 0;
  }

  /** All messages, in no order. */
  List<StoredMessage> all() {
    List<StoredMessage> all = new ArrayList<>(size);
    for (StoredMessage message : places) {
      if (message != null) {
        all.add(message);
      }
    }
    return all;
  }
}
