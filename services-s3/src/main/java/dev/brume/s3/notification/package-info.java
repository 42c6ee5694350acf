/** Notifications about changes of objects: queues, topics, functions and event buses. */
package dev.brume.s3.notification;
