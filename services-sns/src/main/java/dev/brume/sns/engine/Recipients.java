package dev.brume.sns.engine;

/**
 * The phones, devices and mailboxes of a region. Nothing here reaches them: what they get is kept
 * to be looked at.
 */
public final class Recipients {
  private static final int OK = 200;
  private static final int GONE = 410;
  private static final int BAD_REQUEST = 400;

  private final SentMessages sent;
  private final PlatformApplications applications;
  private final PhoneNumbers numbers;
  private final DeliveryStatusLog statusLog;
  private final ApplicationEvents events;

  Recipients(
      SentMessages sent,
      PlatformApplications applications,
      PhoneNumbers numbers,
      DeliveryStatusLog statusLog,
      ApplicationEvents events) {
    this.sent = sent;
    this.applications = applications;
    this.numbers = numbers;
    this.statusLog = statusLog;
    this.events = events;
  }

  /**
   * Takes a message, unless its device is disabled or its number's owner wants none. The status of
   * what goes to devices, and of what was published to phones, is logged where that is asked for.
   *
   * @return an answer as a push service or a carrier would give it
   */
  public EndpointAnswer take(SentNotification message) {
    return switch (message.protocol()) {
      case "application" -> toDevice(message);
      case "sms" -> toPhone(message);
      default -> accepted(message);
    };
  }

  private EndpointAnswer accepted(SentNotification message) {
    sent.add(message);
    return new EndpointAnswer(OK, "OK");
  }

  private EndpointAnswer toDevice(SentNotification message) {
    PlatformEndpoint endpoint = applications.endpoint(message.target());
    PlatformApplication application =
        endpoint == null ? null : applications.application(endpoint.application());
    if (application == null) {
      return new EndpointAnswer(GONE, "There is no endpoint " + message.target());
    }
    boolean isEnabled = endpoint.isEnabled() && application.isEnabled();
    EndpointAnswer answer =
        isEnabled
            ? accepted(message)
            : new EndpointAnswer(
                BAD_REQUEST,
                endpoint.isEnabled() ? "Platform application is disabled" : "Endpoint is disabled");
    if (!isEnabled) {
      String type = endpoint.isEnabled() ? "PlatformApplicationDisabled" : "EndpointDisabled";
      events.failed(application, message, type, answer.text());
    }
    statusLog.endedForDevice(application, endpoint, message, answer);
    return answer;
  }

  private EndpointAnswer toPhone(SentNotification message) {
    boolean isOptedOut = numbers.isOptedOut(message.target());
    if (message.topicArn() == null) {
      statusLog.endedForPhone(numbers, message);
    }
    return isOptedOut ? new EndpointAnswer(OK, "") : accepted(message);
  }
}
