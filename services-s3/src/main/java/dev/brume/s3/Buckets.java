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
 * Finds buckets by their names, which belong to all accounts and regions together. All of it is to
 * be called in a section of the store.
 */
public final class Buckets {
  private final Store store;
  private final RootSpec<S3Region> spec;
  private final RootSpec<S3Account> accounts = S3Account.spec();

  /** Who owns the buckets of which name. */
  private final NameIndex names;

  /** Who owns the access points of which alias. */
  private final NameIndex aliases;

  private final BucketCounts counts = new BucketCounts();

  /** Held while buckets and access points are made and deleted, which depend on each other. */
  private final Object changes = new Object();

  /**
   * @param hooks what minds buckets and hears of their changes; features add to it later
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

  /** Opens what the store holds, so that what is due happens. */
  void resume() {
    store.openRoots(spec);
    store.openRoots(accounts);
  }

  /** What holds for the account of a scope in all regions of its partition. */
  public S3Account account(Scope scope) {
    return store.root(accounts, scope.wholeAccount());
  }

  /** What an account has in a region. */
  public S3Region region(Scope scope) {
    return store.root(spec, scope);
  }

  /**
   * The bucket of that name, whoever owns it, wherever it is; null where there is none.
   *
   * @param likely the scope to look in first
   */
  public Bucket find(String name, Scope likely) {
    Bucket near = region(likely).find(name);
    return near != null ? near : find(name);
  }

  /** The bucket of that name, or null. */
  public Bucket find(String name) {
    Scope owner = names.owner(name);
    return owner == null ? null : region(owner).find(name);
  }

  /**
   * Makes a bucket; to be called {@link #alone}.
   *
   * @param name free, as {@link #find} has found
   * @param begin gives the bucket its settings
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

  /** Deletes a bucket in an edit of it; to be called {@link #alone}. */
  public void delete(BucketEdit edit) {
    Bucket bucket = edit.bucket();
    region(bucket.scope()).delete(edit);
    names.release(bucket.name(), bucket.scope());
  }

  /** Makes an access point, whose name and alias are free; to be called {@link #alone}. */
  public AccessPoint create(Scope scope, AccessPointRecord record) {
    aliases.claim(record.alias(), scope);
    return region(scope).accessPoints().create(record);
  }

  /** Deletes an access point; returns what it was, or null where there is none of that name. */
  public AccessPoint deleteAccessPoint(Scope scope, String name) {
    AccessPoint deleted = region(scope).accessPoints().delete(name);
    if (deleted != null) {
      aliases.release(deleted.record().alias(), scope);
    }
    return deleted;
  }

  /** The access point of that name, or null. Scopes that clients make up come to nothing. */
  AccessPoint accessPoint(Scope scope, String name) {
    return store.holds(spec, scope) ? region(scope).accessPoints().find(name) : null;
  }

  /** The access point of that alias, whoever owns it, wherever it is; or null. */
  AccessPoint accessPointOfAlias(String alias) {
    Scope owner = aliases.owner(alias);
    return owner == null ? null : region(owner).accessPoints().findAlias(alias);
  }

  /** The access point of that name that an account has in any region, or null. */
  AccessPoint accessPointOf(String account, String name) {
    for (Scope scope : store.regionsOf(S3Tables.SERVICE, account)) {
      AccessPoint point = region(scope).accessPoints().find(name);
      if (point != null) {
        return point;
      }
    }
    return null;
  }

  /** The bucket that an access point leads to; null where there is none any more. */
  public Bucket behind(AccessPoint point) {
    Scope scope = new Scope(point.record().bucketAccount(), point.scope().region());
    return region(scope).find(point.record().bucket());
  }

  /** Whether any account has an access point that leads to {@code bucket}. */
  public boolean hasAccessPoints(Bucket bucket) {
    return counts.hasAccessPoints(bucket);
  }

  /**
   * The bucket as it is now, where it may have been deleted, or the state replaced, since it was
   * found.
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

  /** How many buckets an account has in all regions. */
  public int countOf(String account) {
    return counts.bucketsOf(account);
  }

  /** Whether any account has a bucket in the region. */
  public boolean areIn(String region) {
    return counts.hasBuckets(region);
  }

  /** Runs what takes or gives up names, alone. */
  public <T> T alone(Supplier<T> action) {
    synchronized (changes) {
      return action.get();
    }
  }
}
