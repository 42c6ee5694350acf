package dev.brume.dynamodb;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.engine.DynamoDbRegion;
import dev.brume.dynamodb.engine.DynamoDbRegions;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.item.Validation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds tables by name or ARN. */
final class TableFinder {
  static final String SERVICE = "dynamodb";
  static final String TABLE = "table/";

  private static final int MIN_NAME_LENGTH = 3;
  private static final int MAX_NAME_LENGTH = 255;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

  private final DynamoDbRegions regions;

  TableFinder(DynamoDbRegions regions) {
    this.regions = regions;
  }

  /**
   * A table's place.
   *
   * @param region its account and region
   * @param name its name
   */
  record Place(DynamoDbRegion region, String name) {
    /** The table, for reading or writing items. */
    ItemTable table() {
      return region.table(name);
    }

    /** The table, for an operation on the table itself. */
    ItemTable describedTable() {
      return region.describedTable(name);
    }
  }

  DynamoDbRegion region(RequestContext context) {
    return region(context.scope());
  }

  DynamoDbRegion region(Scope scope) {
    return regions.of(scope);
  }

  /** All regions that hold state. */
  List<DynamoDbRegion> regions() {
    return regions.all();
  }

  /** The location of the table that {@code nameOrArn} refers to. */
  Place place(RequestContext context, String nameOrArn) {
    Optional<Arn> arn = Arn.parse(nameOrArn);
    if (arn.isEmpty()) {
      checkName(nameOrArn);
      return new Place(region(context), nameOrArn);
    }
    String resource = arn.get().resource();
    if (!arn.get().service().equals(SERVICE) || !resource.startsWith(TABLE)) {
      throw invalidArn(nameOrArn);
    }
    String name = resource.substring(TABLE.length());
    if (!NAME.matcher(name).matches()) {
      throw invalidArn(nameOrArn);
    }
    return new Place(region(arn.get().scope()), name);
  }

  private static RuntimeException invalidArn(String arn) {
    return Validation.error("Invalid table ARN: " + arn);
  }

  /** The table whose items a request reads or writes. */
  ItemTable table(RequestContext context, String nameOrArn) {
    return place(context, nameOrArn).table();
  }

  /**
   * The table with the ARN {@code arn}, for operations that only accept ARNs.
   *
   * @throws dev.brume.core.error.AwsError ValidationException or ResourceNotFoundException
   */
  Place placeOfArn(String arn) {
    Optional<Arn> parsed = Arn.parse(arn);
    if (parsed.isEmpty()
        || !parsed.get().service().equals(SERVICE)
        || !parsed.get().resource().startsWith(TABLE)) {
      throw Validation.error("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    String name = parsed.get().resource().substring(TABLE.length());
    Place place = new Place(region(parsed.get().scope()), name);
    if (place.region().find(name) == null) {
      throw DynamoDbErrors.resourceNotFoundException(
          "Requested resource not found: ResourcArn: " + arn + " not found");
    }
    return place;
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Validation.error(
          "1 validation error detected: Value '"
              + name
              + "' at 'tableName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [a-zA-Z0-9_.-]+");
    }
    if (name.length() < MIN_NAME_LENGTH || name.length() > MAX_NAME_LENGTH) {
      throw Validation.error(
          "TableName must be at least 3 characters long and at most 255 characters long");
    }
  }
}
