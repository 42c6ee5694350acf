package dev.brume.s3.notification;

/** The kinds of destinations of event notifications. */
enum DestinationKind {
  TOPIC(
      "sns",
      "Topic",
      "The destination topic does not exist",
      "Permissions on the destination topic do not allow S3 to publish notifications from this"
          + " bucket"),
  QUEUE(
      "sqs",
      "Queue",
      "The destination queue does not exist",
      "Permissions on the destination queue do not allow S3 to publish notifications from this"
          + " bucket"),
  FUNCTION(
      "lambda",
      "CloudFunction",
      "The destination Lambda does not exist",
      "Not authorized to invoke function");

  private final String service;
  private final String element;
  private final String absence;
  private final String denial;

  DestinationKind(String service, String element, String absence, String denial) {
    this.service = service;
    this.element = element;
    this.absence = absence;
    this.denial = denial;
  }

  /** The service as ARNs name it. */
  String service() {
    return service;
  }

  /** The element of the configuration that holds the ARN. */
  String element() {
    return element;
  }

  /** How S3 says that it isn't there. */
  String absence() {
    return absence;
  }

  /** How S3 says that the destination's policy does not let it. */
  String denial() {
    return denial;
  }
}
