/** Who is told of what happens to objects: queues, topics, functions and event buses. */
package dev.brume.s3.notification;
