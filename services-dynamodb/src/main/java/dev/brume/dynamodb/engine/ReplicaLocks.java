package dev.brume.dynamodb.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The locks of global tables with strong consistency: all replicas of one have the same, so that a
 * write reaches all of them before anybody reads.
 */
final class ReplicaLocks {
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** The lock of the global table of that name. */
  ReentrantLock of(String account, String tableName) {
    return locks.computeIfAbsent(account + "/" + tableName, key -> new ReentrantLock());
  }
}
