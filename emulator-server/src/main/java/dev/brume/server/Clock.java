package dev.brume.server;

import dev.brume.core.time.ControllableTimeline;
import dev.brume.core.time.Section;
import dev.brume.core.time.SystemTimeline;
import dev.brume.core.time.VirtualTimeline;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * An emulator's timeline, before the section of its tasks exists.
 *
 * @param timeline the timeline
 * @param section sets the section of its tasks
 * @param close stops it
 */
record Clock(ControllableTimeline timeline, Consumer<Section> section, Runnable close) {
  /** The machine's time. */
  static Clock system() {
    SystemTimeline timeline = new SystemTimeline();
    return new Clock(timeline, timeline::runIn, timeline::close);
  }

  /** Time that only moves on request. */
  static Clock virtual(Instant start) {
    VirtualTimeline timeline = new VirtualTimeline(start);
    return new Clock(timeline, timeline::runIn, () -> {});
  }

  void runIn(Section taskSection) {
    section.accept(taskSection);
  }
}
