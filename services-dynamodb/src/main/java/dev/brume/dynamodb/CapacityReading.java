package dev.brume.dynamodb;

import dev.brume.dynamodb.api.BillingMode;
import dev.brume.dynamodb.api.ProvisionedThroughput;
import dev.brume.dynamodb.item.Validation;

/** Parses billing modes and provisioned throughput in requests. */
final class CapacityReading {
  private static final long MAX_UNITS = 1_000_000_000_000L;

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
