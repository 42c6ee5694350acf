package dev.brume.s3.notification;

/** What can be told of events by a configuration of its own. */
enum DestinationKind {
  TOPIC("sns", "Topic", "The destination topic does not exist"),
  QUEUE("sqs", "Queue", "The destination queue does not exist"),
  FUNCTION("lambda", "CloudFunction", "The destination Lambda does not exist");

  private final String service;
  private final String element;
  private final String absence;

  DestinationKind(String service, String element, String absence) {
    this.service = service;
    this.element = element;
    this.absence = absence;
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
}
