package dev.brume.dynamodb;

import dev.brume.core.effect.StoreSection;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.engine.ItemFill;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.TableRecord;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes a table in a way for which all of its items may have to be read: they are read in slices,
 * and the table is changed when what it needs is there.
 */
final class TableChanging {
  private TableChanging() {}

  private record Begun(TableFinder.TableLocation place, ItemTable table, ItemFill fill) {}

  /**
   * Changes a table.
   *
   * @param place finds it
   * @param wanted checks the request, and says what the table will be
   * @param change changes it, by what was filled
   * @return what {@code change} returns
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException, ResourceInUseException, or
   *     what the arguments throw
   */
  static <T> T run(
      TableFinder tables,
      StoreSection section,
      Supplier<TableFinder.TableLocation> place,
      Function<TableFinder.TableLocation, TableRecord> wanted,
      BiFunction<TableFinder.TableLocation, ItemFill, T> change) {
    Begun begun = section.call(() -> begin(place.get(), wanted));
    ItemSlices slices = new ItemSlices(tables, begun.place.region(), section);
    try {
      if (!begun.fill.isEmpty()) {
        slices.run(() -> begun.table.fillSome(begun.fill));
      }
      return slices.call(
          () -> {
            if (begun.place.describedTable() != begun.table) {
              throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
            }
            return change.apply(begun.place, begun.fill);
          });
    } finally {
      begun.table.endFill(begun.fill);
    }
  }

  private static Begun begin(
      TableFinder.TableLocation place, Function<TableFinder.TableLocation, TableRecord> wanted) {
    ItemTable table = place.describedTable();
    TableRecord changed = wanted.apply(place);
    if (table.isFilling()) {
      throw inUse(place, "updated");
    }
    return new Begun(place, table, table.beginFill(changed));
  }

  /** "ResourceInUseException: the table is being created, updated or deleted." */
  static RuntimeException inUse(TableFinder.TableLocation place, String passing) {
    return DynamoDbErrors.resourceInUseException(
        "Attempt to change a resource which is still in use: Table is being "
            + passing
            + ": "
            + place.name());
  }
}
