package dev.brume.sqs;

import dev.brume.core.access.Authorizer;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.DeliveryTarget;
import dev.brume.core.port.QueueSource;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sqs.api.SqsApi;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.SqsRegion;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Amazon SQS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">Amazon
 *     SQS API Reference</a>
 */
public final class SqsService implements Service {
  /** The path of {@link #messageBrowser()}. */
  public static final String MESSAGES_PATH = "/_aws/sqs/messages";

  /** The paths of queues' own URLs. */
  public static final Pattern QUEUE_PATH =
      Pattern.compile("(?:/queue/[a-z0-9-]+)?/\\d{12}/[\\w-]{1,80}(?:\\.fifo)?/?");

  private final Store store;
  private final Authorizer authorizer;
  private final Ids ids;
  private final RootSpec<SqsRegion> spec;
  private final QueueKeys keys;
  private final QueueFinder finder;
  private final QueueOperations queues;
  private final TagOperations tags;
  private final PermissionOperations permissions;
  private final MessageOperations messages;
  private final BatchOperations batches;
  private final MoveTaskOperations moveTasks;

  /**
   * Creates the service; it has no state of its own.
   *
   * @param options the user's settings
   */
  public SqsService(Surroundings surroundings, SqsOptions options) {
    store = surroundings.store();
    authorizer = surroundings.authorizer();
    ids = surroundings.ids();
    spec = SqsRegion.spec(surroundings, options.rules());
    finder = new QueueFinder(store, spec, new QueueUrls(options));
    queues = new QueueOperations(finder);
    tags = new TagOperations(finder);
    permissions = new PermissionOperations(finder);
    keys = new QueueKeys(surroundings.ports());
    messages = new MessageOperations(finder, keys);
    batches = new BatchOperations(finder, keys);
    moveTasks = new MoveTaskOperations(finder);
  }

  @Override
  public ServiceSchema schema() {
    return SqsApi.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(SqsApi.ADD_PERMISSION, permissions::addPermission);
    binder.on(SqsApi.CANCEL_MESSAGE_MOVE_TASK, moveTasks::cancelMessageMoveTask);
    binder.on(SqsApi.CHANGE_MESSAGE_VISIBILITY, messages::changeMessageVisibility);
    binder.on(SqsApi.CHANGE_MESSAGE_VISIBILITY_BATCH, batches::changeMessageVisibilityBatch);
    binder.on(SqsApi.CREATE_QUEUE, queues::createQueue);
    binder.on(SqsApi.DELETE_MESSAGE, messages::deleteMessage);
    binder.on(SqsApi.DELETE_MESSAGE_BATCH, batches::deleteMessageBatch);
    binder.on(SqsApi.DELETE_QUEUE, queues::deleteQueue);
    binder.on(SqsApi.GET_QUEUE_ATTRIBUTES, queues::getQueueAttributes);
    binder.on(SqsApi.GET_QUEUE_URL, queues::getQueueUrl);
    binder.on(SqsApi.LIST_DEAD_LETTER_SOURCE_QUEUES, queues::listDeadLetterSourceQueues);
    binder.on(SqsApi.LIST_MESSAGE_MOVE_TASKS, moveTasks::listMessageMoveTasks);
    binder.on(SqsApi.LIST_QUEUES, queues::listQueues);
    binder.on(SqsApi.LIST_QUEUE_TAGS, tags::listQueueTags);
    binder.on(SqsApi.PURGE_QUEUE, queues::purgeQueue);
    binder.onAsync(SqsApi.RECEIVE_MESSAGE, messages::receiveMessage);
    binder.on(SqsApi.REMOVE_PERMISSION, permissions::removePermission);
    binder.on(SqsApi.SEND_MESSAGE, messages::sendMessage);
    binder.on(SqsApi.SEND_MESSAGE_BATCH, batches::sendMessageBatch);
    binder.on(SqsApi.SET_QUEUE_ATTRIBUTES, queues::setQueueAttributes);
    binder.on(SqsApi.START_MESSAGE_MOVE_TASK, moveTasks::startMessageMoveTask);
    binder.on(SqsApi.TAG_QUEUE, tags::tagQueue);
    binder.on(SqsApi.UNTAG_QUEUE, tags::untagQueue);
  }

  @Override
  public ServiceAccess access() {
    return QueueAccess.of(finder);
  }

  /**
   * SQS is older than AWS's validation: it names the missing parameter, and checks values itself,
   * by rules that the model does not have (AttributeNames accepts names that are not in the model's
   * enum).
   */
  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    for (Violation violation : violations) {
      AwsError missing = MissingParameters.error(violation, context);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  /** Message-move tasks resume by themselves. */
  @Override
  public void resume() {
    store.openRoots(spec);
  }

  @Override
  public void endWaits() {
    store.enter();
    try {
      store
          .scopes(spec.service())
          .forEach(scope -> store.root(spec, scope).list("", "").forEach(Queue::endWaits));
    } finally {
      store.exit();
    }
  }

  @Override
  public UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    return QueueEndpoint.handlerOf(request);
  }

  @Override
  public Dialect dialect() {
    return new SqsDialect();
  }

  /** The queues as delivery targets. */
  public DeliveryTarget deliveries() {
    return new QueueDeliveries(finder, keys, authorizer);
  }

  /** The queues for consumers inside the emulator. */
  public QueueSource consumedQueues() {
    return new ConsumedQueues(finder);
  }

  /** Shows messages without receiving them; for {@link #MESSAGES_PATH} and below. */
  public InternalEndpoint messageBrowser() {
    return new MessageBrowser(store, finder, ids);
  }
}
