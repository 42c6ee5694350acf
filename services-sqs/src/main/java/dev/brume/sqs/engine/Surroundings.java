package dev.brume.sqs.engine;

import dev.brume.core.id.Ids;
import dev.brume.core.task.TaskRunner;
import dev.brume.core.time.Timeline;

/**
 * What the engine needs of the world.
 *
 * @param timeline time
 * @param ids ids
 * @param tasks runs the message-move tasks
 * @param rules which of AWS's waits are kept
 */
public record Surroundings(Timeline timeline, Ids ids, TaskRunner tasks, Rules rules) {
  /**
   * Rules of AWS that a user may switch off.
   *
   * @param purgeWait whether a second purge within 60 seconds is refused
   * @param deletedNameWait whether the name of a deleted queue stays taken for 60 seconds
   * @param retention whether messages expire
   */
  public record Rules(boolean purgeWait, boolean deletedNameWait, boolean retention) {
    /** All of them, as AWS does. */
    public static final Rules OF_AWS = new Rules(true, true, true);
  }
}
