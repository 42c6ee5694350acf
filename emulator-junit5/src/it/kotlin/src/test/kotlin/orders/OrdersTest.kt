package orders

import dev.brume.junit5.BrumeTest
import dev.brume.junit5.Emulated
import dev.brume.server.Brume
import java.time.Duration
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import software.amazon.awssdk.core.sync.RequestBody
import software.amazon.awssdk.services.s3.S3Client
import software.amazon.awssdk.services.sqs.SqsClient

/** The extension in Kotlin: fields and parameters. Source of truth: docs/testing.md of this project. */
@BrumeTest(virtualTime = true, buckets = ["photos"], queues = ["orders"])
class OrdersTest {
    @Emulated
    lateinit var s3: S3Client

    @Test
    fun `an object comes back`() {
        s3.putObject({ it.bucket("photos").key("a.txt") }, RequestBody.fromString("text"))
        val found = s3.getObjectAsBytes { it.bucket("photos").key("a.txt") }
        assertEquals("text", found.asUtf8String())
    }

    @Test
    fun `a message comes back after thirty seconds`(sqs: SqsClient, brume: Brume) {
        val url = sqs.getQueueUrl { it.queueName("orders") }.queueUrl()
        sqs.sendMessage { it.queueUrl(url).messageBody("one coffee") }
        assertEquals(1, sqs.receiveMessage { it.queueUrl(url) }.messages().size)
        assertEquals(0, sqs.receiveMessage { it.queueUrl(url) }.messages().size)
        brume.timeline().advance(Duration.ofSeconds(30))
        assertEquals(1, sqs.receiveMessage { it.queueUrl(url) }.messages().size)
    }
}
