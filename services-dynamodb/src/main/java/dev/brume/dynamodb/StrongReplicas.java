package dev.brume.dynamodb;

import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.GlobalTableWitnessGroupUpdate;
import dev.brume.dynamodb.api.MultiRegionConsistency;
import dev.brume.dynamodb.api.ReplicationGroupUpdate;
import dev.brume.dynamodb.api.UpdateTableInput;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TableSettings;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Global tables with multi-Region strong consistency: three replicas, or two and a witness, made
 * and ended all at once. A write is in all replicas before it is answered. What may be asked for is
 * documented; AWS's words for refusals are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html#V2globaltables_HowItWorks.consistency-modes.mrsc">Multi-Region
 *     strong consistency (MRSC)</a>
 */
final class StrongReplicas {
  /** "MRSC global tables can't span Region sets." */
  private static final List<Set<String>> REGION_SETS =
      List.of(
          Set.of("us-east-1", "us-east-2", "us-west-2"),
          Set.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"),
          Set.of("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"));

  /** "An MRSC global table must be deployed in exactly three Regions." */
  private static final int OTHER_REGIONS = 2;

  private final TableFinder tables;

  StrongReplicas(TableFinder tables) {
    this.tables = tables;
  }

  /** Whether a request makes such a table or changes one, so that this class is to do it. */
  static boolean concerns(TableRecord table, UpdateTableInput input) {
    return table.settings().isStrong()
        || MultiRegionConsistency.STRONG.equals(input.multiRegionConsistency())
        || !witnesses(input).isEmpty();
  }

  private static List<GlobalTableWitnessGroupUpdate> witnesses(UpdateTableInput input) {
    return input.globalTableWitnessUpdates() == null
        ? List.of()
        : input.globalTableWitnessUpdates();
  }

  private static List<ReplicationGroupUpdate> replicas(UpdateTableInput input) {
    return input.replicaUpdates() == null ? List.of() : input.replicaUpdates();
  }

  /** The regions that a request adds, replicas before the witness. */
  private static List<String> created(UpdateTableInput input) {
    List<String> regions = new ArrayList<>();
    replicas(input).stream()
        .filter(update -> update.create() != null)
        .forEach(update -> regions.add(update.create().regionName()));
    witnesses(input).stream()
        .filter(update -> update.create() != null)
        .forEach(update -> regions.add(update.create().regionName()));
    return regions;
  }

  private static Set<String> deleted(UpdateTableInput input) {
    Set<String> regions = new HashSet<>();
    replicas(input).stream()
        .filter(update -> update.delete() != null)
        .forEach(update -> regions.add(update.delete().regionName()));
    witnesses(input).stream()
        .filter(update -> update.delete() != null)
        .forEach(update -> regions.add(update.delete().regionName()));
    return regions;
  }

  /**
   * Checks what a request says of replicas and witnesses.
   *
   * @throws dev.brume.core.error.AwsError ValidationException
   */
  void check(TableFinder.TableLocation place, UpdateTableInput input) {
    for (GlobalTableWitnessGroupUpdate update : witnesses(input)) {
      if ((update.create() == null) == (update.delete() == null)) {
        throw Validation.error(
            "One of Create or Delete must be specified in GlobalTableWitnessUpdates");
      }
    }
    TableRecord table = place.describedTable().record();
    boolean strong = table.settings().isStrong();
    List<String> created = created(input);
    Set<String> deleted = deleted(input);
    if (strong && input.multiRegionConsistency() != null) {
      throw Validation.error("The consistency mode of a global table can not be changed");
    }
    if (strong && !created.isEmpty()) {
      throw Validation.error(
          "Replicas and witnesses can not be added to a global table with multi-Region strong"
              + " consistency");
    }
    if (!deleted.isEmpty()) {
      checkDeletion(table, deleted);
    }
    if (!strong && deleted.isEmpty()) {
      checkCreation(place, input, created);
    }
  }

  /** "You can't delete a single replica or a witness from an MRSC global table." */
  private static void checkDeletion(TableRecord table, Set<String> deleted) {
    Set<String> others = new HashSet<>(table.settings().replicas());
    if (table.settings().witness() != null) {
      others.add(table.settings().witness());
    }
    if (!table.settings().isStrong() || !deleted.equals(others)) {
      throw Validation.error(
          "Both other Regions of a global table with multi-Region strong consistency must be"
              + " deleted at once");
    }
  }

  private void checkCreation(
      TableFinder.TableLocation place, UpdateTableInput input, List<String> created) {
    if (!MultiRegionConsistency.STRONG.equals(input.multiRegionConsistency())) {
      throw Validation.error("A witness needs MultiRegionConsistency STRONG");
    }
    TableRecord table = place.describedTable().record();
    if (!table.settings().replicas().isEmpty()) {
      throw Validation.error("The consistency mode of a global table can not be changed");
    }
    String home = place.region().scope().region();
    Set<String> all = new HashSet<>(created);
    all.add(home);
    if (created.size() != OTHER_REGIONS || all.size() != OTHER_REGIONS + 1) {
      throw Validation.error(
          "A global table with multi-Region strong consistency must have exactly three Regions");
    }
    if (REGION_SETS.stream().noneMatch(set -> set.containsAll(all))) {
      throw Validation.error(
          "The Regions of a global table with multi-Region strong consistency must be of one Region"
              + " set");
    }
    if (place.describedTable().counts(null).items() > 0) {
      throw Validation.error(
          "The table must be empty for multi-Region strong consistency: " + place.name());
    }
    checkFeatures(table);
    for (String region : created) {
      if (at(place, region).find(place.name()) != null) {
        throw Validation.error(
            "Failed to create a the new replica of table with name: '"
                + place.name()
                + "' because one or more replicas already existed as tables.");
      }
    }
  }

  private static void checkFeatures(TableRecord table) {
    if (table.hasLocalIndexes()) {
      throw Validation.error(
          "Local secondary indexes are not supported with multi-Region strong consistency");
    }
    if (table.settings().timeToLive().enabled()) {
      throw Validation.error("Time to live is not supported with multi-Region strong consistency");
    }
  }

  private DynamoDbRegion at(TableFinder.TableLocation place, String region) {
    return tables.region(new Scope(place.region().scope().account(), region));
  }

  /** Makes or ends what the request says. */
  void update(TableFinder.TableLocation place, UpdateTableInput input) {
    if (!deleted(input).isEmpty()) {
      end(place);
    } else if (!created(input).isEmpty()) {
      create(place, input);
    }
  }

  private void create(TableFinder.TableLocation place, UpdateTableInput input) {
    List<String> regions = new ArrayList<>(created(input));
    String witness = witnesses(input).isEmpty() ? null : regions.removeLast();
    regions.add(place.region().scope().region());
    ItemTable source =
        place
            .region()
            .change(
                place.name(),
                table ->
                    table.withSettings(
                        among(table.settings(), regions, place.region(), witness).build()));
    for (String region : regions) {
      DynamoDbRegion target = at(place, region);
      if (target == place.region()) {
        continue;
      }
      TableRecord known = source.record();
      TableSettings settings =
          among(known.settings(), regions, target, witness).stream(null, null)
              .encryptionKey(ReplicaSettings.keyOfReplica(known, target))
              .destinations(List.of())
              .policy(null)
              .build();
      target.create(
          new TableRecord(
              known.name(),
              target.surroundings().ids().uuid(),
              target.nowMillis(),
              known.attributes(),
              known.key(),
              known.indexes(),
              known.vectorIndexes(),
              known.capacity(),
              settings));
    }
  }

  private static TableSettings.Builder among(
      TableSettings settings, List<String> regions, DynamoDbRegion own, String witness) {
    List<String> others = new ArrayList<>(regions);
    others.remove(own.scope().region());
    return settings.toBuilder().replicas(List.copyOf(others)).strong(true, witness);
  }

  /** The table stands alone again. */
  private void end(TableFinder.TableLocation place) {
    List<String> others = place.describedTable().record().settings().replicas();
    place
        .region()
        .change(
            place.name(),
            table ->
                table.withSettings(
                    table.settings().toBuilder()
                        .replicas(List.of())
                        .overrides(List.of())
                        .strong(false, null)
                        .build()));
    others.forEach(region -> at(place, region).delete(place.name()));
  }

  /**
   * Refuses what such a table can't do.
   *
   * @param what begins a sentence, such as "Transactions are"
   */
  static void refuse(TableRecord table, String what) {
    if (table.settings().isStrong()) {
      throw Validation.error(
          what
              + " not supported on a global table with multi-Region strong consistency: "
              + table.name());
    }
  }
}
