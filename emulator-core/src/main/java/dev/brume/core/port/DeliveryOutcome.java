package dev.brume.core.port;

/**
 * The outcome of a delivery. The sender decides what follows from it, because AWS's services
 * differ.
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

  /** The outcome of a delivery. */
  public enum Status {
    /** The target has accepted it. */
    DELIVERED,
    /** The target does not exist. */
    NOT_FOUND,
    /** The target's policy denies the sender. */
    ACCESS_DENIED,
    /** The target can never accept such a message. */
    INVALID,
    /** The target is throttling. */
    THROTTLED,
    /** The target, or its service, failed. */
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

  /** The target's policy denies the sender. */
  public static DeliveryOutcome denied(String errorCode, String message) {
    return new DeliveryOutcome(Status.ACCESS_DENIED, errorCode, message, null);
  }

  /** The target can never accept such a message. */
  public static DeliveryOutcome invalid(String errorCode, String message) {
    return new DeliveryOutcome(Status.INVALID, errorCode, message, null);
  }

  /** The target is throttling. */
  public static DeliveryOutcome throttled(String errorCode, String message) {
    return new DeliveryOutcome(Status.THROTTLED, errorCode, message, null);
  }

  /** The target, or its service, failed. */
  public static DeliveryOutcome failed(String errorCode, String message) {
    return new DeliveryOutcome(Status.FAILED, errorCode, message, null);
  }

  public boolean isDelivered() {
    return status == Status.DELIVERED;
  }

  /** Whether the same delivery may succeed later without a change of the target. */
  public boolean isTemporary() {
    return status == Status.THROTTLED || status == Status.FAILED;
  }
}
