package dev.brume.s3;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.engine.AccessPoint;
import dev.brume.s3.engine.AccessPointRecord;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.BucketCounts;
import dev.brume.s3.engine.BucketEdit;
import dev.brume.s3.engine.ChangeOrigin;
import dev.brume.s3.engine.S3Account;
import dev.brume.s3.engine.S3Environment;
import dev.brume.s3.engine.S3Region;
import dev.brume.s3.engine.S3Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds buckets by name, over all accounts and regions. Call all methods in a section of the store.
 */
public final class Buckets {
  private final Store store;
  private final RootSpec<S3Region> spec;
  private final RootSpec<S3Account> accounts = S3Account.spec();

  /** The owners of the bucket names. */
  private final NameIndex names;

  /** The owners of the access point aliases. */
  private final NameIndex aliases;

  private final BucketCounts counts = new BucketCounts();

  /**
   * Locked while buckets and access points, which depend on each other, are created and deleted.
   */
  private final Object changes = new Object();

  /**
   * @param hooks the companions and listeners of buckets; features add to it later
   */
  Buckets(Surroundings surroundings, FeatureHooks hooks) {
    store = surroundings.store();
    names = store.names(S3Tables.SERVICE, "buckets");
    aliases = store.names(S3Tables.SERVICE, "access-point-aliases");
    spec =
        S3Region.spec(
            new S3Environment(
                surroundings.timeline(),
                surroundings.ids(),
                surroundings.tasks(),
                new Deliveries(surroundings.ports()),
                hooks.listeners(),
                hooks.companions(),
                Configurations.ALL,
                scope -> account(scope).publicAccessBlock(),
                counts));
  }

  /** Opens all stored buckets, so that due work runs. */
  void resume() {
    store.openRoots(spec);
    store.openRoots(accounts);
  }

  /** The state of a scope's account over all regions of its partition. */
  public S3Account account(Scope scope) {
    return store.root(accounts, scope.wholeAccount());
  }

  /** The state of an account in a region. */
  public S3Region region(Scope scope) {
    return store.root(spec, scope);
  }

  /**
   * The bucket with that name, in any account and region; null if there is none.
   *
   * @param likely the scope to search first
   */
  public Bucket find(String name, Scope likely) {
    Bucket near = region(likely).find(name);
    return near != null ? near : find(name);
  }

  /** The bucket with that name, or null. */
  public Bucket find(String name) {
    Scope owner = names.owner(name);
    return owner == null ? null : region(owner).find(name);
  }

  /**
   * Creates a bucket; call within {@link #alone}.
   *
   * @param name a name that {@link #find} reported as free
   * @param begin sets the bucket's initial settings
   */
  public Bucket create(
      Scope scope,
      String name,
      boolean objectLock,
      ChangeOrigin origin,
      Consumer<BucketEdit> begin) {
    Bucket bucket = region(scope).create(name, null, objectLock, origin, begin);
    names.claim(name, scope);
    return bucket;
  }

  /** Deletes a bucket in an edit of it; call within {@link #alone}. */
  public void delete(BucketEdit edit) {
    Bucket bucket = edit.bucket();
    region(bucket.scope()).delete(edit);
    names.release(bucket.name(), bucket.scope());
  }

  /** Creates an access point with a free name and alias; call within {@link #alone}. */
  public AccessPoint create(Scope scope, AccessPointRecord record) {
    aliases.claim(record.alias(), scope);
    return region(scope).accessPoints().create(record);
  }

  /** Deletes an access point; returns it, or null if there is none with that name. */
  public AccessPoint deleteAccessPoint(Scope scope, String name) {
    AccessPoint deleted = region(scope).accessPoints().delete(name);
    if (deleted != null) {
      aliases.release(deleted.record().alias(), scope);
    }
    return deleted;
  }

  /** The access point with that name, or null. Scopes that do not exist have none. */
  AccessPoint accessPoint(Scope scope, String name) {
    return store.holds(spec, scope) ? region(scope).accessPoints().find(name) : null;
  }

  /** The access point with that alias, in any account and region; or null. */
  AccessPoint accessPointOfAlias(String alias) {
    Scope owner = aliases.owner(alias);
    return owner == null ? null : region(owner).accessPoints().findAlias(alias);
  }

  /** The access point with that name in any region of an account, or null. */
  AccessPoint accessPointOf(String account, String name) {
    for (Scope scope : store.regionsOf(S3Tables.SERVICE, account)) {
      AccessPoint point = region(scope).accessPoints().find(name);
      if (point != null) {
        return point;
      }
    }
    return null;
  }

  /** The bucket of an access point; null if it no longer exists. */
  public Bucket behind(AccessPoint point) {
    Scope scope = new Scope(point.record().bucketAccount(), point.scope().region());
    return region(scope).find(point.record().bucket());
  }

  /** Whether any account has an access point of {@code bucket}. */
  public boolean hasAccessPoints(Bucket bucket) {
    return counts.hasAccessPoints(bucket);
  }

  /**
   * The current bucket, if it may have been deleted, or the state replaced, since it was found.
   *
   * @throws dev.brume.core.error.AwsError NoSuchBucket
   */
  public Bucket again(Bucket bucket) {
    Bucket now = region(bucket.scope()).find(bucket.name());
    if (now == null) {
      throw Bucket.noSuchBucket(bucket.name());
    }
    return now;
  }

  /** Every bucket of an account, in no particular order. */
  public List<Bucket> ownedBy(String account) {
    List<Bucket> owned = new ArrayList<>();
    for (Scope scope : store.regionsOf(S3Tables.SERVICE, account)) {
      owned.addAll(region(scope).buckets().values());
    }
    return owned;
  }

  /** The number of an account's buckets in all regions. */
  public int countOf(String account) {
    return counts.bucketsOf(account);
  }

  /** Whether any account has a bucket in the region. */
  public boolean areIn(String region) {
    return counts.hasBuckets(region);
  }

  /** Runs an action that claims or releases names under the lock. */
  public <T> T alone(Supplier<T> action) {
    synchronized (changes) {
      return action.get();
    }
  }
}
