package dev.brume.core.port;

/**
 * What became of a delivery; what follows from it is for the sender to say, because AWS's services
 * differ in that.
 *
 * @param status what became of it
 * @param errorCode as the target's service names the error; null where it is delivered
 * @param message for people; null where it is delivered
 * @param receipt the id that the target gave what it took, such as a message's; null where there is
 *     none
 */
public record DeliveryOutcome(Status status, String errorCode, String message, String receipt) {
  /** The target has it. */
  public static final DeliveryOutcome DELIVERED = delivered(null);

  /** What became of it. */
  public enum Status {
    /** The target has it. */
    DELIVERED,
    /** There is no such target. */
    NOT_FOUND,
    /** The target's policy does not let the sender. */
    ACCESS_DENIED,
    /** The target does not take a message like this, now or later. */
    INVALID,
    /** The target takes no more at the moment. */
    THROTTLED,
    /** The target, or its service, did not manage. */
    FAILED
  }

  /** The target has it, under the id {@code receipt}. */
  public static DeliveryOutcome delivered(String receipt) {
    return new DeliveryOutcome(Status.DELIVERED, null, null, receipt);
  }

  /** There is no such target. */
  public static DeliveryOutcome notFound(String errorCode, String message) {
    return new DeliveryOutcome(Status.NOT_FOUND, errorCode, message, null);
  }

  /** The target's policy does not let the sender. */
  public static DeliveryOutcome denied(String errorCode, String message) {
    return new DeliveryOutcome(Status.ACCESS_DENIED, errorCode, message, null);
  }

  /** The target does not take a message like this. */
  public static DeliveryOutcome invalid(String errorCode, String message) {
    return new DeliveryOutcome(Status.INVALID, errorCode, message, null);
  }

  /** The target takes no more at the moment. */
  public static DeliveryOutcome throttled(String errorCode, String message) {
    return new DeliveryOutcome(Status.THROTTLED, errorCode, message, null);
  }

  /** The target, or its service, did not manage. */
  public static DeliveryOutcome failed(String errorCode, String message) {
    return new DeliveryOutcome(Status.FAILED, errorCode, message, null);
  }

  public boolean isDelivered() {
    return status == Status.DELIVERED;
  }

  /** Whether the same delivery may succeed later without anybody changing the target. */
  public boolean isTemporary() {
    return status == Status.THROTTLED || status == Status.FAILED;
  }
}
