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
  record TableLocation(DynamoDbRegion region, String name) {
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
  TableLocation place(RequestContext context, String nameOrArn) {
    Optional<Arn> arn = Arn.parse(nameOrArn);
    if (arn.isEmpty()) {
      checkName(nameOrArn);
      return new TableLocation(region(context), nameOrArn);
    }
    TableLocation place = place(arn.get(), nameOrArn, region(arn.get().scope()));
    region(context, arn.get());
    return place;
  }

  /**
   * Each region has endpoints of its own, which know nothing of tables elsewhere.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException; AWS's answer is not known
   */
  DynamoDbRegion region(RequestContext context, Arn arn) {
    if (isElsewhere(context, arn)) {
      throw DynamoDbErrors.resourceNotFoundException("Requested resource not found");
    }
    return region(arn.scope());
  }

  /** Whether an ARN is of another region than a request. */
  boolean isElsewhere(RequestContext context, Arn arn) {
    return regions.shared() == null && !arn.region().equals(context.scope().region());
  }

  /** The same for operations that read tables of other regions, too. */
  TableLocation placeAnywhere(RequestContext context, String nameOrArn) {
    Optional<Arn> arn = Arn.parse(nameOrArn);
    return arn.isPresent() && isElsewhere(context, arn.get())
        ? place(arn.get(), nameOrArn, region(arn.get().scope()))
        : place(context, nameOrArn);
  }

  private static TableLocation place(Arn arn, String text, DynamoDbRegion region) {
    String resource = arn.resource();
    if (!arn.service().equals(SERVICE) || !resource.startsWith(TABLE)) {
      throw invalidArn(text);
    }
    String name = resource.substring(TABLE.length());
    if (!NAME.matcher(name).matches()) {
      throw invalidArn(text);
    }
    return new TableLocation(region, name);
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
  TableLocation placeOfArn(RequestContext context, String arn) {
    Optional<Arn> parsed = Arn.parse(arn);
    if (parsed.isEmpty()
        || !parsed.get().service().equals(SERVICE)
        || !parsed.get().resource().startsWith(TABLE)) {
      throw Validation.error("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    }
    String name = parsed.get().resource().substring(TABLE.length());
    TableLocation place = new TableLocation(region(context, parsed.get()), name);
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
