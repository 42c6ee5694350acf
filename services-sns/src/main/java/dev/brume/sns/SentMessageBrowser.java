package dev.brume.sns;

import dev.brume.core.admin.AdminRoutes;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.QueryString;
import dev.brume.core.message.MessageAttribute;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import dev.brume.sns.engine.SentNotification;
import dev.brume.sns.engine.SnsRegion;
import dev.brume.sns.engine.Subscription;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shows and deletes messages sent to phones ({@code sms-messages}), devices ({@code
 * platform-endpoint-messages}) and mailboxes ({@code email-messages}), returns the tokens of
 * subscriptions ({@code subscription-tokens/<arn>}), and opts phone numbers out ({@code
 * opted-out-numbers}). Everything except mailboxes and opting out is LocalStack's contract; none of
 * it is AWS's.
 */
final class SentMessageBrowser implements InternalEndpoint {
  static final String SMS = "sms-messages";
  static final String PLATFORM = "platform-endpoint-messages";
  static final String EMAIL = "email-messages";
  static final String TOKENS = "subscription-tokens";
  static final String OPTED_OUT = "opted-out-numbers";

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final Store store;
  private final TopicFinder finder;

  SentMessageBrowser(Store store, TopicFinder finder) {
    this.store = store;
    this.finder = finder;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    String[] path = request.path().split("/");
    String what = path.length > 3 ? path[3] : "";
    store.enter();
    try {
      return switch (what) {
        case SMS -> messages(request, "sms_messages", "phoneNumber", "sms");
        case PLATFORM ->
            messages(request, "platform_endpoint_messages", "endpointArn", "application");
        case EMAIL -> messages(request, "email_messages", "emailAddress", "email", "email-json");
        case TOKENS -> token(QueryString.decode(path[path.length - 1]));
        case OPTED_OUT -> optOut(request);
        default -> HttpResponse.empty(NOT_FOUND);
      };
    } finally {
      store.exit();
    }
  }

  private static String parameter(HttpRequest request, String name, String otherwise) {
    String value = QueryString.first(request.query(), name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private static Scope scope(HttpRequest request) {
    return new Scope(
        parameter(request, "accountId", Scope.DEFAULT_ACCOUNT),
        parameter(request, "region", Scope.DEFAULT_REGION));
  }

  // ------------------------------------------------------------------------------ messages

  private HttpResponse messages(
      HttpRequest request, String name, String filter, String... protocols) {
    Scope scope = scope(request);
    SnsRegion region = finder.knownRegion(scope);
    String target = parameter(request, filter, null);
    Predicate<SentNotification> wanted =
        message ->
            List.of(protocols).contains(message.protocol())
                && (target == null || target.equals(message.target()));
    if (request.method().equals("DELETE")) {
      if (region != null) {
        region.sent().remove(wanted);
      }
      return HttpResponse.empty(NO_CONTENT);
    }
    Map<String, List<Object>> byTarget = new LinkedHashMap<>();
    if (target != null) {
      byTarget.put(target, new ArrayList<>());
    }
    if (region != null) {
      for (SentNotification message : region.sent().list(wanted)) {
        byTarget.computeIfAbsent(message.target(), none -> new ArrayList<>()).add(shown(message));
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, byTarget);
    answer.put("region", scope.region());
    return AdminRoutes.json(OK, answer);
  }

  private static Map<String, Object> shown(SentNotification message) {
    Map<String, Object> shown = new LinkedHashMap<>();
    switch (message.protocol()) {
      case "sms" -> {
        shown.put("PhoneNumber", message.target());
        shown.put("SubscriptionArn", message.subscriptionArn());
      }
      case "application" -> shown.put("TargetArn", message.target());
      default -> {
        shown.put("EmailAddress", message.target());
        shown.put("SubscriptionArn", message.subscriptionArn());
      }
    }
    shown.put("TopicArn", message.topicArn());
    shown.put("MessageId", message.messageId());
    shown.put("Message", message.message());
    shown.put("MessageAttributes", attributes(message.attributes()));
    shown.put("MessageStructure", message.isStructured() ? "json" : null);
    shown.put("Subject", message.subject());
    return shown;
  }

  private static Map<String, Object> attributes(Map<String, MessageAttribute> attributes) {
    Map<String, Object> shown = new LinkedHashMap<>();
    attributes.forEach(
        (name, attribute) -> {
          Map<String, Object> value = new LinkedHashMap<>();
          value.put("DataType", attribute.dataType());
          if (attribute.binary() == null) {
            value.put("StringValue", attribute.text());
          } else {
            value.put(
                "BinaryValue", Base64.getEncoder().encodeToString(attribute.binary().bytes()));
          }
          shown.put(name, value);
        });
    return shown;
  }

  // -------------------------------------------------------------------------------- tokens

  private HttpResponse token(String subscriptionArn) {
    Map<String, Object> answer = new LinkedHashMap<>();
    boolean isSubscription =
        Arn.parse(subscriptionArn)
            .filter(arn -> arn.service().equals("sns") && arn.resource().contains(":"))
            .isPresent();
    TopicFinder.FoundSubscription found =
        isSubscription ? finder.subscriptionOrNull(subscriptionArn) : null;
    Subscription subscription = found == null ? null : found.subscription();
    String token = subscription == null ? null : subscription.settings().confirmation().token();
    if (token == null) {
      answer.put(
          "error",
          isSubscription
              ? "The provided SubscriptionARN is not found"
              : "The provided SubscriptionARN is invalid");
      answer.put("subscription_arn", subscriptionArn);
      return AdminRoutes.json(isSubscription ? NOT_FOUND : BAD_REQUEST, answer);
    }
    answer.put("subscription_token", token);
    answer.put("subscription_arn", subscriptionArn);
    return AdminRoutes.json(OK, answer);
  }

  // -------------------------------------------------------------------------------- phones

  /** Opts a phone number out, as its owner does by answering STOP. */
  private HttpResponse optOut(HttpRequest request) {
    String number = parameter(request, "phoneNumber", "");
    if (!SmsOperations.PHONE_NUMBER.matcher(number).matches()) {
      return AdminRoutes.json(BAD_REQUEST, Map.of("error", "phoneNumber is not one in E.164"));
    }
    finder.region(scope(request)).phoneNumbers().setOptedOut(number, true);
    return HttpResponse.empty(NO_CONTENT);
  }
}
