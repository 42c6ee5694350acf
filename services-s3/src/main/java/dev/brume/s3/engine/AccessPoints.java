package dev.brume.s3.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * The access points of an account in a region. Looking one up takes no lock; changes are made by
 * one thread at a time.
 */
public final class AccessPoints {
  /**
   * "You can create a maximum of 10,000 access points per AWS account per Region".
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html">Access
   *     points naming rules, restrictions, and limitations</a>
   */
  public static final int MAX_IN_REGION = 10_000;

  private final Scope scope;
  private final BucketCounts counts;
  private final Table<String, AccessPointRecord> table;
  private final NavigableMap<String, AccessPoint> byName = new ConcurrentSkipListMap<>();
  private final Map<String, AccessPoint> byAlias = new ConcurrentHashMap<>();

  AccessPoints(Scope scope, Tables tables, BucketCounts counts) {
    this.scope = scope;
    this.counts = counts;
    table = tables.table(S3Tables.ACCESS_POINTS, S3Tables.REGION);
    table.forEach((name, record) -> counts.addAccessPoint(show(record)));
  }

  private AccessPoint show(AccessPointRecord record) {
    AccessPoint point = new AccessPoint(scope, record);
    byName.put(record.name(), point);
    byAlias.put(record.alias(), point);
    return point;
  }

  /** The access point with that name, or null. */
  public AccessPoint find(String name) {
    return byName.get(name);
  }

  /** The access point with that alias, or null. */
  public AccessPoint findAlias(String alias) {
    return byAlias.get(alias);
  }

  /** All access points by name. */
  public NavigableMap<String, AccessPoint> all() {
    return Collections.unmodifiableNavigableMap(byName);
  }

  /** Creates an access point, whose name must be free. */
  public synchronized AccessPoint create(AccessPointRecord record) {
    table.put(record.name(), record);
    AccessPoint created = show(record);
    counts.addAccessPoint(created);
    return created;
  }

  /**
   * Changes an access point.
   *
   * @param change must keep name, alias and bucket
   * @return the changed access point; null if there is none with that name
   */
  public synchronized AccessPoint change(String name, UnaryOperator<AccessPointRecord> change) {
    AccessPoint known = byName.get(name);
    if (known == null) {
      return null;
    }
    AccessPointRecord changed = change.apply(known.record());
    table.put(name, changed);
    return show(changed);
  }

  /** Deletes an access point; returns it, or null if there is none with that name. */
  public synchronized AccessPoint delete(String name) {
    AccessPoint known = byName.remove(name);
    if (known != null) {
      byAlias.remove(known.record().alias());
      table.remove(name);
      counts.removeAccessPoint(known);
    }
    return known;
  }

  void close() {
    byName.values().forEach(counts::removeAccessPoint);
  }
}
