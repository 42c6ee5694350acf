package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertClientMistake;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/**
 * Listing queues, in pages.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html. The
 * order of the URLs is not documented; AWS's answers to bad paging parameters are not either.
 */
class ListQueuesTest {
  private final SqsAccount account = SqsAccount.fresh();

  @Test
  void anAccountWithoutQueuesHasNone() {
    ListQueuesResponse list = account.sqs.listQueues();

    assertThat(list.queueUrls()).isEmpty();
    assertThat(list.nextToken()).isNull();
  }

  @Test
  void aPrefixSelectsAndIsCaseSensitive() {
    String a = account.createQueue("shop-a");
    String b = account.createQueue("shop-b");
    account.createQueue("Shop-c");
    account.createQueue("a-shop-d");

    assertThat(account.sqs.listQueues(l -> l.queueNamePrefix("shop-")).queueUrls())
        .containsExactlyInAnyOrder(a, b);
    assertThat(account.sqs.listQueues(l -> l.queueNamePrefix("none")).queueUrls()).isEmpty();
    assertThat(account.sqs.listQueues().queueUrls()).hasSize(4);
  }

  @Test
  void pagesHoldEveryQueueOnce() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(account.createQueue("queue-" + i));
    }
    account.createQueue("other");

    List<Integer> sizes = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    account
        .sqs
        .listQueuesPaginator(l -> l.queueNamePrefix("queue-").maxResults(3))
        .forEach(
            page -> {
              sizes.add(page.queueUrls().size());
              listed.addAll(page.queueUrls());
            });

    assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
    assertThat(sizes).startsWith(3, 3, 1);
  }

  @Test
  void atMostAThousandAreListedWithoutAPageSize() {
    for (int i = 0; i < 1001; i++) {
      account.createQueue("queue-" + i);
    }
    ListQueuesResponse all = account.sqs.listQueues();
    assertThat(all.queueUrls()).hasSize(1000);
    assertThat(all.nextToken()).isNull();

    ListQueuesResponse page = account.sqs.listQueues(l -> l.maxResults(1000));
    assertThat(page.queueUrls()).hasSize(1000);
    assertThat(
            account.sqs.listQueues(l -> l.maxResults(1000).nextToken(page.nextToken())).queueUrls())
        .hasSize(1)
        .doesNotContainAnyElementsOf(page.queueUrls());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void aPageHoldsOneToAThousand(int maxResults) {
    assertClientMistake(() -> account.sqs.listQueues(l -> l.maxResults(maxResults)));
  }

  @Test
  void aTokenThatNobodyGaveOutIsRefused() {
    account.createQueue("orders");
    assertClientMistake(() -> account.sqs.listQueues(l -> l.maxResults(1).nextToken("nonsense")));
  }
}
