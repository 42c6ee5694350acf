package dev.brume.dynamodb;

import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.OnDemandThroughput;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.api.WarmThroughput;
import dev.brume.dynamodb.engine.Throughput;
import dev.brume.dynamodb.engine.UnitPair;
import dev.brume.dynamodb.item.Validation;

/** Parses billing modes and provisioned throughput in requests. */
final class CapacityReading {
  private static final long MAX_UNITS = 1_000_000_000_000L;
  private static final long NO_LIMIT = -1;

  /** "Warm throughput of new on-demand tables." */
  private static final UnitPair ON_DEMAND_WARM = new UnitPair(12_000L, 4_000L);

  private CapacityReading() {}

  /** Whether a new table is in on-demand mode; checks that both parameters are consistent. */
  static boolean isOnDemand(String billingMode, ProvisionedThroughput throughput) {
    if (BillingMode.PAY_PER_REQUEST.equals(billingMode)) {
      if (throughput != null) {
        throw Validation.parameter(
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                + " PAY_PER_REQUEST");
      }
      return true;
    }
    if (throughput == null) {
      throw Validation.parameter(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    checkBounds(throughput, "");
    return false;
  }

  /**
   * Checks maximums: "set the value of MaxReadRequestUnits as greater than or equal to 1. To remove
   * the maximum, set the value to -1." AWS's words for others are not known.
   */
  static void checkLimits(OnDemandThroughput limits, boolean onDemand) {
    if (limits == null) {
      return;
    }
    if (!onDemand) {
      throw Validation.parameter(
          "OnDemandThroughput can only be specified when BillingMode is PAY_PER_REQUEST");
    }
    checkLimit("MaxReadRequestUnits", limits.maxReadRequestUnits());
    checkLimit("MaxWriteRequestUnits", limits.maxWriteRequestUnits());
  }

  private static void checkLimit(String name, Long value) {
    if (value != null && value < 1 && value != NO_LIMIT) {
      throw Validation.parameter(name + " must be -1, or greater than or equal to 1");
    }
  }

  /**
   * The warm throughput: the requested one, else the provisioned one, else the initial one of
   * on-demand tables.
   */
  static UnitPair warm(UnitPair asked, Throughput throughput, boolean onDemand) {
    UnitPair base =
        onDemand ? ON_DEMAND_WARM : new UnitPair(throughput.readUnits(), throughput.writeUnits());
    return asked == null
        ? base
        : new UnitPair(
            asked.read() == null ? base.read() : asked.read(),
            asked.write() == null ? base.write() : asked.write());
  }

  /**
   * Warm throughput only grows.
   *
   * @param what the table, or an index with its name
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">Understanding
   *     DynamoDB warm throughput</a>: "you can't decrease it"
   */
  static void checkWarm(String what, WarmThroughput given, UnitPair current) {
    if (given == null) {
      return;
    }
    checkWarm("ReadUnitsPerSecond", what, given.readUnitsPerSecond(), current.read());
    checkWarm("WriteUnitsPerSecond", what, given.writeUnitsPerSecond(), current.write());
  }

  private static void checkWarm(String name, String what, Long given, long current) {
    if (given != null && given < current) {
      throw Validation.parameter(
          "Requested "
              + name
              + " for WarmThroughput for "
              + what
              + " is lower than current WarmThroughput, decreasing WarmThroughput is not supported");
    }
  }

  /** Refuses more units than the quotas permit. */
  static void checkBounds(ProvisionedThroughput throughput, String where) {
    if (throughput.readCapacityUnits() > MAX_UNITS) {
      throw outOfBounds(throughput.readCapacityUnits(), "ReadCapacityUnits", where);
    }
    if (throughput.writeCapacityUnits() > MAX_UNITS) {
      throw outOfBounds(throughput.writeCapacityUnits(), "WriteCapacityUnits", where);
    }
  }

  private static RuntimeException outOfBounds(long value, String name, String where) {
    return Validation.error("Given value " + value + " for " + name + " is out of bounds" + where);
  }
}
