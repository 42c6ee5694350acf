package dev.brume.sns;

import dev.brume.core.access.Authorizer;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sns.api.SnsApi;
import dev.brume.sns.engine.SnsEnvironment;
import dev.brume.sns.engine.SnsRegion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Amazon SNS: topics whose messages go to queues, functions, streams, HTTP endpoints, phones,
 * devices and mailboxes.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">Amazon SNS API
 *     Reference</a>
 */
public final class SnsService implements Service {
  /** The parent path of {@link #certificates()} and {@link #sentMessages()}. */
  public static final String PATH = "/_aws/sns";

  /** The paths of {@link #sentMessages()}, by method; see {@link SentMessageBrowser}. */
  public static final Map<String, List<String>> SENT_MESSAGE_PATHS =
      Map.of(
          "GET",
          List.of(
              PATH + "/" + SentMessageBrowser.SMS,
              PATH + "/" + SentMessageBrowser.PLATFORM,
              PATH + "/" + SentMessageBrowser.EMAIL,
              PATH + "/" + SentMessageBrowser.TOKENS + "/*"),
          "DELETE",
          List.of(
              PATH + "/" + SentMessageBrowser.SMS,
              PATH + "/" + SentMessageBrowser.PLATFORM,
              PATH + "/" + SentMessageBrowser.EMAIL),
          "POST",
          List.of(PATH + "/" + SentMessageBrowser.OPTED_OUT));

  private final Store store;
  private final Authorizer authorizer;
  private final LinkOrigin origin;
  private final RootSpec<SnsRegion> spec;
  private final MessageSigner signer;
  private final TopicFinder finder;
  private final TopicOperations topics;
  private final TopicTagOperations tags;
  private final SubscriptionOperations subscriptions;
  private final TopicKeys keys;
  private final PublishOperations publishing;
  private final PlatformApplicationOperations applications;
  private final PlatformEndpointOperations endpoints;
  private final DataProtectionOperations protection;
  private final SmsOperations sms;
  private final SmsSandboxOperations sandbox;

  /**
   * Creates the service; it has no state of its own.
   *
   * @param surroundings the server's dependencies
   * @param origin the target of links in messages
   */
  public SnsService(Surroundings surroundings, LinkOrigin origin) {
    store = surroundings.store();
    authorizer = surroundings.authorizer();
    this.origin = origin;
    signer = new MessageSigner(store, surroundings.ids(), PATH);
    EnvelopeWriter envelopes = new EnvelopeWriter(signer);
    spec =
        SnsRegion.spec(
            new SnsEnvironment(
                surroundings.timeline(),
                surroundings.ids(),
                surroundings.outbox(),
                new Deliveries(surroundings.ports()),
                envelopes::write,
                new HttpDelivery(surroundings.ids())::send,
                LogTarget.of(surroundings.ports()),
                bucketsOf(surroundings.ports())));
    finder = new TopicFinder(store, spec);
    topics = new TopicOperations(finder);
    tags = new TopicTagOperations(finder);
    subscriptions = new SubscriptionOperations(finder, origin);
    keys = new TopicKeys(surroundings.ports());
    publishing = new PublishOperations(finder, origin, surroundings.ids(), keys);
    applications = new PlatformApplicationOperations(finder);
    endpoints = new PlatformEndpointOperations(finder);
    protection = new DataProtectionOperations(finder);
    sms = new SmsOperations(finder);
    sandbox = new SmsSandboxOperations(finder, surroundings.ids());
  }

  /** Buckets, which a world may be without. */
  private static ObjectTarget bucketsOf(Ports ports) {
    return (writer, bucket, key, content, type) ->
        ports
            .look(ObjectTarget.class)
            .map(buckets -> buckets.put(writer, bucket, key, content, type))
            .orElseGet(
                () ->
                    CompletableFuture.failedFuture(
                        new IllegalStateException("There are no buckets here")));
  }

  @Override
  public ServiceSchema schema() {
    return SnsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    bindTopics(binder);
    bindSubscriptions(binder);
    bindDevices(binder);
    bindPhones(binder);
  }

  private void bindTopics(Binder binder) {
    binder.on(SnsApi.ADD_PERMISSION, topics::addPermission);
    binder.on(SnsApi.CREATE_TOPIC, topics::createTopic);
    binder.on(SnsApi.DELETE_TOPIC, topics::deleteTopic);
    binder.on(SnsApi.GET_DATA_PROTECTION_POLICY, protection::getDataProtectionPolicy);
    binder.on(SnsApi.GET_TOPIC_ATTRIBUTES, topics::getTopicAttributes);
    binder.on(SnsApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    binder.on(SnsApi.LIST_TOPICS, topics::listTopics);
    binder.on(SnsApi.PUBLISH, publishing::publish);
    binder.on(SnsApi.PUBLISH_BATCH, publishing::publishBatch);
    binder.on(SnsApi.PUT_DATA_PROTECTION_POLICY, protection::putDataProtectionPolicy);
    binder.on(SnsApi.REMOVE_PERMISSION, topics::removePermission);
    binder.on(SnsApi.SET_TOPIC_ATTRIBUTES, topics::setTopicAttributes);
    binder.on(SnsApi.TAG_RESOURCE, tags::tagResource);
    binder.on(SnsApi.UNTAG_RESOURCE, tags::untagResource);
  }

  private void bindSubscriptions(Binder binder) {
    binder.on(SnsApi.CONFIRM_SUBSCRIPTION, subscriptions::confirmSubscription);
    binder.on(SnsApi.GET_SUBSCRIPTION_ATTRIBUTES, subscriptions::getSubscriptionAttributes);
    binder.on(SnsApi.LIST_SUBSCRIPTIONS, subscriptions::listSubscriptions);
    binder.on(SnsApi.LIST_SUBSCRIPTIONS_BY_TOPIC, subscriptions::listSubscriptionsByTopic);
    binder.on(SnsApi.SET_SUBSCRIPTION_ATTRIBUTES, subscriptions::setSubscriptionAttributes);
    binder.on(SnsApi.SUBSCRIBE, subscriptions::subscribe);
    binder.on(SnsApi.UNSUBSCRIBE, subscriptions::unsubscribe);
  }

  private void bindDevices(Binder binder) {
    binder.on(SnsApi.CREATE_PLATFORM_APPLICATION, applications::createPlatformApplication);
    binder.on(SnsApi.CREATE_PLATFORM_ENDPOINT, endpoints::createPlatformEndpoint);
    binder.on(SnsApi.DELETE_ENDPOINT, endpoints::deleteEndpoint);
    binder.on(SnsApi.DELETE_PLATFORM_APPLICATION, applications::deletePlatformApplication);
    binder.on(SnsApi.GET_ENDPOINT_ATTRIBUTES, endpoints::getEndpointAttributes);
    binder.on(
        SnsApi.GET_PLATFORM_APPLICATION_ATTRIBUTES, applications::getPlatformApplicationAttributes);
    binder.on(
        SnsApi.LIST_ENDPOINTS_BY_PLATFORM_APPLICATION,
        endpoints::listEndpointsByPlatformApplication);
    binder.on(SnsApi.LIST_PLATFORM_APPLICATIONS, applications::listPlatformApplications);
    binder.on(SnsApi.SET_ENDPOINT_ATTRIBUTES, endpoints::setEndpointAttributes);
    binder.on(
        SnsApi.SET_PLATFORM_APPLICATION_ATTRIBUTES, applications::setPlatformApplicationAttributes);
  }

  private void bindPhones(Binder binder) {
    binder.on(SnsApi.CHECK_IF_PHONE_NUMBER_IS_OPTED_OUT, sms::checkIfPhoneNumberIsOptedOut);
    binder.on(SnsApi.CREATE_SMS_SANDBOX_PHONE_NUMBER, sandbox::createSmsSandboxPhoneNumber);
    binder.on(SnsApi.DELETE_SMS_SANDBOX_PHONE_NUMBER, sandbox::deleteSmsSandboxPhoneNumber);
    binder.on(SnsApi.GET_SMS_ATTRIBUTES, sms::getSmsAttributes);
    binder.on(SnsApi.GET_SMS_SANDBOX_ACCOUNT_STATUS, sandbox::getSmsSandboxAccountStatus);
    binder.on(SnsApi.LIST_ORIGINATION_NUMBERS, sms::listOriginationNumbers);
    binder.on(SnsApi.LIST_PHONE_NUMBERS_OPTED_OUT, sms::listPhoneNumbersOptedOut);
    binder.on(SnsApi.LIST_SMS_SANDBOX_PHONE_NUMBERS, sandbox::listSmsSandboxPhoneNumbers);
    binder.on(SnsApi.OPT_IN_PHONE_NUMBER, sms::optInPhoneNumber);
    binder.on(SnsApi.SET_SMS_ATTRIBUTES, sms::setSmsAttributes);
    binder.on(SnsApi.VERIFY_SMS_SANDBOX_PHONE_NUMBER, sandbox::verifySmsSandboxPhoneNumber);
  }

  @Override
  public ServiceAccess access() {
    return TopicAccess.of(finder);
  }

  /** Deliveries resume by themselves. */
  @Override
  public void resume() {
    store.openRoots(spec);
  }

  @Override
  public Dialect dialect() {
    return new SnsDialect();
  }

  /** The topics as delivery targets. */
  public DeliveryTarget deliveries() {
    return new TopicDeliveries(finder, keys, authorizer, origin);
  }

  /** Serves the certificate of signed messages; below {@link #PATH}. */
  public InternalEndpoint certificates() {
    return signer;
  }

  /** Shows messages sent to phones, devices and mailboxes; at {@link #SENT_MESSAGE_PATHS}. */
  public InternalEndpoint sentMessages() {
    return new SentMessageBrowser(store, finder);
  }
}
