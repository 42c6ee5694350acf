package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.kit.Transitions;
import dev.brume.dynamodb.api.DescribeTimeToLiveInput;
import dev.brume.dynamodb.api.DescribeTimeToLiveOutput;
import dev.brume.dynamodb.api.TimeToLiveDescription;
import dev.brume.dynamodb.api.TimeToLiveSpecification;
import dev.brume.dynamodb.api.TimeToLiveStatus;
import dev.brume.dynamodb.api.UpdateTimeToLiveInput;
import dev.brume.dynamodb.api.UpdateTimeToLiveOutput;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.TimeToLive;
import dev.brume.dynamodb.item.Validation;
import java.util.List;

/**
 * Time to live of items.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html">UpdateTimeToLive</a>,
 *     <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html">DescribeTimeToLive</a>
 */
final class TimeToLiveOperations {
  /** "It can take up to one hour for the change to fully process." */
  private static final long CHANGE_MILLIS = 3_600_000;

  private final TableFinder tables;
  private final Transitions transitions;
  private final StoreSection section;
  private final ReplicaSettings replicas;

  TimeToLiveOperations(TableFinder tables, Surroundings surroundings) {
    this.tables = tables;
    transitions = surroundings.transitions();
    section = new StoreSection(surroundings.store(), surroundings.outbox());
    replicas = new ReplicaSettings(tables);
  }

  DescribeTimeToLiveOutput describeTimeToLive(
      RequestContext context, DescribeTimeToLiveInput input) {
    TableFinder.TableLocation place = tables.place(context, input.tableName());
    TimeToLive settings = place.describedTable().record().settings().timeToLive();
    boolean passing = isPassing(settings, place.region().nowMillis());
    TimeToLiveDescription.Builder description = TimeToLiveDescription.builder();
    if (settings.enabled()) {
      description.timeToLiveStatus(passing ? TimeToLiveStatus.ENABLING : TimeToLiveStatus.ENABLED);
    } else {
      description.timeToLiveStatus(
          passing ? TimeToLiveStatus.DISABLING : TimeToLiveStatus.DISABLED);
    }
    if (settings.enabled() || passing) {
      description.attributeName(settings.attribute());
    }
    return DescribeTimeToLiveOutput.builder().timeToLiveDescription(description.build()).build();
  }

  private boolean isPassing(TimeToLive settings, long nowMillis) {
    return transitions == Transitions.AS_AWS
        && settings.changedMillis() != 0
        && nowMillis < settings.changedMillis() + CHANGE_MILLIS;
  }

  UpdateTimeToLiveOutput updateTimeToLive(
      RequestContext context, UpdateTimeToLiveInput input, StoreSection section) {
    TimeToLiveSpecification given = input.timeToLiveSpecification();
    TableChanging.run(
        tables,
        section,
        () -> tables.place(context, input.tableName()),
        place -> changed(place, place.describedTable().record(), given),
        (place, filled) -> {
          place.region().change(place.name(), table -> changed(place, table, given), filled);
          replicas.followTimeToLive(place);
          return null;
        });
    return UpdateTimeToLiveOutput.builder().timeToLiveSpecification(given).build();
  }

  private TableRecord changed(
      TableFinder.TableLocation place, TableRecord table, TimeToLiveSpecification given) {
    long now = place.region().nowMillis();
    StrongReplicas.refuse(table, "Time to live is");
    check(table.settings().timeToLive(), given, now);
    TimeToLive changed = new TimeToLive(given.attributeName(), given.enabled(), now);
    return table.withSettings(table.settings().toBuilder().timeToLive(changed).build());
  }

  private void check(TimeToLive known, TimeToLiveSpecification given, long now) {
    if (isPassing(known, now)) {
      throw Validation.error(
          "Time to live has been modified multiple times within a fixed interval");
    }
    boolean same = given.attributeName().equals(known.attribute());
    if (known.enabled() && !same) {
      throw Validation.error(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + known.attribute());
    }
    if (given.enabled() == known.enabled()) {
      throw Validation.error("TimeToLive is already " + (known.enabled() ? "enabled" : "disabled"));
    }
  }

  /** Deletes all expired items in all accounts; returns their number. */
  int deleteExpired() {
    List<ItemTable> all =
        section.call(
            () -> tables.regions().stream().flatMap(region -> region.all().stream()).toList());
    int sum = 0;
    for (ItemTable table : all) {
      int deleted;
      do {
        deleted = section.call(table::deleteExpired);
        sum += deleted;
      } while (deleted > 0);
    }
    return sum;
  }
}
