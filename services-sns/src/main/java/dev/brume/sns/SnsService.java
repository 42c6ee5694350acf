package dev.brume.sns;

import dev.brume.core.access.Authorizer;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.Handler;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.schema.Struct;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sns.api.SnsApi;
import dev.brume.sns.engine.NoSuchTopic;
import dev.brume.sns.engine.SnsEnvironment;
import dev.brume.sns.engine.SnsRegion;

/**
 * Amazon SNS: topics whose messages go to queues.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">Amazon SNS API
 *     Reference</a>
 */
public final class SnsService implements Service {
  /** What {@link #certificates()} are shown below. */
  public static final String CERTIFICATES_PATH = "/_aws/sns";

  private final Store store;
  private final Authorizer authorizer;
  private final LinkOrigin origin;
  private final RootSpec<SnsRegion> spec;
  private final MessageSigner signer = new MessageSigner(CERTIFICATES_PATH);
  private final TopicFinder finder;
  private final TopicOperations topics;
  private final TopicTagOperations tags;
  private final SubscriptionOperations subscriptions;
  private final PublishOperations publishing;

  /**
   * Makes the service; it keeps nothing itself but the key that it signs with.
   *
   * @param surroundings the world
   * @param origin where links in messages lead
   */
  public SnsService(Surroundings surroundings, LinkOrigin origin) {
    store = surroundings.store();
    authorizer = surroundings.authorizer();
    this.origin = origin;
    EnvelopeWriter envelopes = new EnvelopeWriter(signer, surroundings.background());
    spec =
        SnsRegion.spec(
            new SnsEnvironment(
                surroundings.timeline(),
                surroundings.ids(),
                surroundings.outbox(),
                new Deliveries(surroundings.ports()),
                envelopes::write));
    finder = new TopicFinder(store, spec);
    topics = new TopicOperations(finder);
    tags = new TopicTagOperations(finder);
    subscriptions = new SubscriptionOperations(finder);
    publishing = new PublishOperations(finder, origin);
  }

  @Override
  public ServiceSchema schema() {
    return SnsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    on(binder, SnsApi.ADD_PERMISSION, topics::addPermission);
    on(binder, SnsApi.CREATE_TOPIC, topics::createTopic);
    on(binder, SnsApi.DELETE_TOPIC, topics::deleteTopic);
    on(binder, SnsApi.GET_SUBSCRIPTION_ATTRIBUTES, subscriptions::getSubscriptionAttributes);
    on(binder, SnsApi.GET_TOPIC_ATTRIBUTES, topics::getTopicAttributes);
    on(binder, SnsApi.LIST_SUBSCRIPTIONS, subscriptions::listSubscriptions);
    on(binder, SnsApi.LIST_SUBSCRIPTIONS_BY_TOPIC, subscriptions::listSubscriptionsByTopic);
    on(binder, SnsApi.LIST_TAGS_FOR_RESOURCE, tags::listTagsForResource);
    on(binder, SnsApi.LIST_TOPICS, topics::listTopics);
    on(binder, SnsApi.PUBLISH, publishing::publish);
    on(binder, SnsApi.PUBLISH_BATCH, publishing::publishBatch);
    on(binder, SnsApi.REMOVE_PERMISSION, topics::removePermission);
    on(binder, SnsApi.SET_SUBSCRIPTION_ATTRIBUTES, subscriptions::setSubscriptionAttributes);
    on(binder, SnsApi.SET_TOPIC_ATTRIBUTES, topics::setTopicAttributes);
    on(binder, SnsApi.SUBSCRIBE, subscriptions::subscribe);
    on(binder, SnsApi.TAG_RESOURCE, tags::tagResource);
    on(binder, SnsApi.UNSUBSCRIBE, subscriptions::unsubscribe);
    on(binder, SnsApi.UNTAG_RESOURCE, tags::untagResource);
  }

  /** A topic may be deleted between being found and being changed. */
  private static <I extends Struct, O extends Struct> void on(
      Binder binder, Operation<I, O> operation, Handler<I, O> handler) {
    binder.on(
        operation,
        (context, input) -> {
          try {
            return handler.handle(context, input);
          } catch (NoSuchTopic gone) {
            throw SnsFaults.noSuchTopic();
          }
        });
  }

  @Override
  public ServiceAccess access() {
    return TopicAccess.of(finder);
  }

  /** Deliveries go on by themselves. */
  @Override
  public void resume() {
    store.openRoots(spec);
  }

  @Override
  public Dialect dialect() {
    return new SnsDialect();
  }

  /** The topics as other services publish to them. */
  public DeliveryTarget deliveries() {
    return new TopicDeliveries(finder, authorizer, origin);
  }

  /** Shows the certificate that messages are signed by; below {@link #CERTIFICATES_PATH}. */
  public InternalEndpoint certificates() {
    return signer;
  }
}
