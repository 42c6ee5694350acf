package dev.brume.core.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of a queue's attempts that continue after their section. Guarded by the queue's lock.
 *
 * <p>In a queue with destinations each destination has a place of its own, and needs common places
 * for further attempts. So slow or dead destinations, whatever their number, delay only tasks of
 * their own. Destinations whose last attempt failed, or that have not had one yet, use common
 * places only while less than half of these are taken.
 */
final class TaskPlaces {
  /** The number of common places; in a queue without destinations there are no others. */
  static final int COMMON = 1_000;

  private static final int COMMON_OF_UNPROVEN = COMMON / 2;

  /** How many waiting lanes may replace one that ends, so that a destination gets more places. */
  private static final int GROWTH = 2;

  /** The most attempts of one destination; 0 in a queue without destinations. */
  private final int maxOfADestination;

  private final Map<String, Destination> destinations = new HashMap<>();
  private int commonTaken;

  private static final class Destination {
    final ArrayDeque<TaskLane> waiting = new ArrayDeque<>();
    int taken;

    /** Whether its last attempt succeeded. */
    boolean isProven;
  }

  TaskPlaces(int maxOfADestination) {
    this.maxOfADestination = maxOfADestination;
  }

  /** Whether some task may find a place. */
  boolean areOpen() {
    return maxOfADestination > 0 || commonTaken < COMMON;
  }

  /**
   * Takes a place for an attempt at a lane's first task.
   *
   * @param name its destination; null in a queue without destinations
   * @return false if there is none: then the lane waits here until {@link #release} returns it
   */
  boolean take(TaskLane lane, String name) {
    lane.destination = name;
    if (name == null) {
      commonTaken++;
      return true;
    }
    Destination destination = destinations.computeIfAbsent(name, none -> new Destination());
    if (!hasPlace(destination, 0)) {
      destination.waiting.add(lane);
      return false;
    }
    if (destination.taken > 0) {
      commonTaken++;
    }
    destination.taken++;
    return true;
  }

  /** Whether there is a place for one more attempt after {@code others} further ones. */
  private boolean hasPlace(Destination destination, int others) {
    int taken = destination.taken + others;
    if (taken == 0) {
      return true;
    }
    int common = commonTaken + (destination.taken > 0 ? others : others - 1);
    return taken < maxOfADestination
        && common < (destination.isProven ? COMMON : COMMON_OF_UNPROVEN);
  }

  /**
   * Frees the place of an attempt.
   *
   * @return the lanes, in their order, that may take a place now
   */
  List<TaskLane> release(TaskLane lane, boolean succeeded) {
    if (lane.destination == null) {
      commonTaken--;
      return List.of();
    }
    Destination destination = destinations.get(lane.destination);
    destination.taken--;
    destination.isProven = succeeded;
    if (destination.taken > 0) {
      commonTaken--;
    }
    return next(lane.destination, destination);
  }

  /**
   * Called instead of {@link #take} if the lane has nothing to attempt any more.
   *
   * @return the lanes that may take a place instead
   */
  List<TaskLane> passOn(TaskLane lane) {
    Destination destination = destinations.get(lane.destination);
    return destination == null ? List.of() : next(lane.destination, destination);
  }

  private List<TaskLane> next(String name, Destination destination) {
    if (destination.waiting.isEmpty()) {
      if (destination.taken == 0) {
        destinations.remove(name);
      }
      return List.of();
    }
    List<TaskLane> next = new ArrayList<>(GROWTH);
    while (next.size() < GROWTH
        && !destination.waiting.isEmpty()
        && hasPlace(destination, next.size())) {
      next.add(destination.waiting.poll());
    }
    return next;
  }
}
