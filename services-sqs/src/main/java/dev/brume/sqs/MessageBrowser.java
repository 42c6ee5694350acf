package dev.brume.sqs;

import dev.brume.core.auth.SignatureParser;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.http.QueryString;
import dev.brume.core.http.RequestBody;
import dev.brume.core.id.Ids;
import dev.brume.core.protocol.Protocol;
import dev.brume.core.protocol.query.AwsQueryProtocol;
import dev.brume.core.protocol.rpc.AwsJsonProtocol;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.Store;
import dev.brume.sqs.api.Message;
import dev.brume.sqs.api.ReceiveMessageResult;
import dev.brume.sqs.api.SqsApi;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.BrowsedMessage;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Shows the messages of a queue without receiving them: {@code
 * /_aws/sqs/messages?QueueUrl=…[&ShowInvisible=true][&ShowDelayed=true]} and {@code
 * /_aws/sqs/messages/<region>/<account>/<queue>}, by GET or POST. The response is that of
 * ReceiveMessage, as XML or, if the client accepts it, JSON. This is LocalStack's contract, not
 * AWS's.
 */
final class MessageBrowser implements InternalEndpoint {
  /** Replaces the receipt handle; it is not valid. */
  private static final String NO_RECEIPT_HANDLE = "SQS/BACKDOOR/ACCESS";

  private static final int PATH_PARTS = 7;

  private final Store store;
  private final QueueFinder queues;
  private final Ids ids;

  MessageBrowser(Store store, QueueFinder queues, Ids ids) {
    this.store = store;
    this.queues = queues;
    this.ids = ids;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Protocol protocol = acceptsJson(request) ? AwsJsonProtocol.version10() : new AwsQueryProtocol();
    String requestId = ids.uuid();
    store.enter();
    try {
      ReceiveMessageResult result = browse(new Asked(request));
      return protocol.encode(SqsApi.SERVICE, SqsApi.RECEIVE_MESSAGE, result, requestId);
    } catch (AwsError error) {
      return error(protocol, SqsRefusals.worded(error, protocol.id()), requestId);
    } finally {
      store.exit();
    }
  }

  private static HttpResponse error(Protocol protocol, AwsError error, String requestId) {
    return protocol.encodeError(SqsApi.SERVICE, SqsApi.RECEIVE_MESSAGE, error, requestId);
  }

  private static boolean acceptsJson(HttpRequest request) {
    return isJson(request.header("Accept")) || isJson(request.header("Content-Type"));
  }

  private static boolean isJson(String type) {
    return type != null && type.toLowerCase(Locale.ROOT).contains("json");
  }

  /** The parameters of a request, in its query or in a form. */
  private static final class Asked {
    private final HttpRequest request;
    private final String form;

    Asked(HttpRequest request) {
      this.request = request;
      form =
          request.body() instanceof RequestBody.Whole whole
              ? new String(whole.bytes(), StandardCharsets.UTF_8)
              : "";
    }

    String parameter(String name) {
      String inQuery = QueryString.first(request.query(), name);
      return inQuery == null ? QueryString.first(form, name) : inQuery;
    }

    boolean isTrue(String name) {
      String value = parameter(name);
      return value != null && (value.equalsIgnoreCase("true") || value.equals("1"));
    }

    QueueUrls.Address queue() {
      String[] parts = request.path().split("/", -1);
      if (parts.length == PATH_PARTS) {
        return new QueueUrls.Address(parts[5], parts[4], parts[6]);
      }
      String url = parameter("QueueUrl");
      if (url == null) {
        throw QueueErrors.queueDoesNotExist();
      }
      return QueueUrls.parse(url)
          .orElseThrow(
              () ->
                  SqsErrors.invalidAddress(
                      "The address " + url + " is not valid for this endpoint."));
    }
  }

  /** Many URLs contain no region: then the signature's is used, or any region with such a queue. */
  private Queue find(QueueUrls.Address address, HttpRequest request) {
    String region =
        address.region() == null ? SignatureParser.parse(request).region() : address.region();
    if (region != null) {
      Scope scope = new Scope(address.account(), region);
      return queues.knownRegion(scope).get(address.queueName());
    }
    return store.scopes("sqs").stream()
        .filter(scope -> scope.account().equals(address.account()))
        .sorted()
        .map(scope -> queues.knownRegion(scope).find(address.queueName()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(QueueErrors::queueDoesNotExist);
  }

  private ReceiveMessageResult browse(Asked asked) {
    Queue queue = find(asked.queue(), asked.request);
    boolean showInvisible = asked.isTrue("ShowInvisible");
    boolean showDelayed = asked.isTrue("ShowDelayed");
    OutgoingMessage outgoing = OutgoingMessage.complete();
    List<Message> messages = new ArrayList<>();
    for (BrowsedMessage message : queue.browse()) {
      if ((showInvisible || !message.isInFlight()) && (showDelayed || !message.isDelayed())) {
        Map<String, String> more = new LinkedHashMap<>();
        if (showInvisible) {
          more.put("IsVisible", String.valueOf(!message.isInFlight()));
        }
        if (showDelayed) {
          more.put("IsDelayed", String.valueOf(message.isDelayed()));
        }
        messages.add(
            outgoing.show(
                message.message(),
                message.delivery(),
                message.sequenceNumber(),
                NO_RECEIPT_HANDLE,
                more));
      }
    }
    return ReceiveMessageResult.builder().messages(messages).build();
  }
}
