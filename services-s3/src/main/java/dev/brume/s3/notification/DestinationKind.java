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

  /** The service in ARNs. */
  String service() {
    return service;
  }

  /** The configuration element with the ARN. */
  String element() {
    return element;
  }

  /** S3's text for a missing destination. */
  String absence() {
    return absence;
  }

  /** S3's text for a denial by the destination's policy. */
  String denial() {
    return denial;
  }
}
